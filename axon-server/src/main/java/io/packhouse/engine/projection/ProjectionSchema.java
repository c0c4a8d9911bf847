package io.packhouse.engine.projection;

/// One set of tables: the one that serves, or a copy being filled beside it.
public final class ProjectionSchema {

    private final ProjectionTables tables;
    private final String name;

    ProjectionSchema(ProjectionTables tables, String name) {
        this.tables = tables;
        this.name = name;
    }

    public ProjectionTable table(String table) {
        return new ProjectionTable(tables, this, table);
    }

    /// `{schema}` stands for this schema's name.
    String resolved(String sql) {
        return sql.replace("{schema}", name);
    }
}
