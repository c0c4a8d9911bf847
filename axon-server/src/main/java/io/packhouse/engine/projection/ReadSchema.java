package io.packhouse.engine.projection;

/// One set of tables: the one that serves, or a copy being filled beside it.
public final class ReadSchema {

    private final ReadTables tables;
    private final String name;

    ReadSchema(ReadTables tables, String name) {
        this.tables = tables;
        this.name = name;
    }

    public ReadTable table(String table) {
        return new ReadTable(tables, this, table);
    }

    /// `{schema}` stands for this schema's name.
    String resolved(String sql) {
        return sql.replace("{schema}", name);
    }
}
