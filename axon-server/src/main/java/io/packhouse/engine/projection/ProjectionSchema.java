package io.packhouse.engine.projection;

/// The schema of projection tables: the serving one, or a copy being filled.
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

    /// `{schema}` is replaced by this schema's name.
    String resolved(String sql) {
        return sql.replace("{schema}", name);
    }
}
