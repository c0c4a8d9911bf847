package io.packhouse.engine.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A table of a projection. Every statement is queued, and executed before the batch commits; it is
/// guarded by the event's position, so that an event handled twice changes nothing.
public final class ProjectionTable {

    private static final String POSITION = "position";

    private final ProjectionTables tables;
    private final ProjectionSchema schema;
    private final String name;
    private final String queue;

    /// By everything that their text depends on, so that an event costs no parsing.
    private final Map<List<Object>, WriteStatement> statements = new ConcurrentHashMap<>();

    ProjectionTable(ProjectionTables tables, ProjectionSchema schema, String name) {
        this(tables, schema, schema.resolved("{schema}." + name), schema.resolved("{schema}." + name));
    }

    private ProjectionTable(ProjectionTables tables, ProjectionSchema schema, String name, String queue) {
        this.tables = tables;
        this.schema = schema;
        this.name = name;
        this.queue = queue;
    }

    /// This table, written in one order with another: a statement of one reads rows of the other.
    public ProjectionTable inOrderWith(ProjectionTable other) {
        return new ProjectionTable(tables, schema, name, other.queue);
    }

    /// Inserts a row unless one with that key exists.
    public void insert(Columns row, String... key) {
        var columns = List.of(key);
        add(List.of("insert", row.columns(), columns), row, () -> WriteStatement.insert(name, row, columns));
    }

    /// Changes the row with that key, with `position` and `changed_at`, if the event is later.
    public void update(Columns key, EventContext context, Columns changes) {
        update(key, changes.changedBy(context), POSITION);
    }

    /// Changes the rows with that key whose guard is less than the new one, which is among the
    /// changes.
    public void update(Columns key, Columns changes, String guard) {
        add(
                List.of("update", key.columns(), changes.columns(), guard),
                key.and(changes),
                () -> WriteStatement.update(name, key, changes, guard));
    }

    /// Inserts a row or changes the one with that key, with `position` and `changed_at`; only a new
    /// row has the initial values.
    public void upsert(Columns key, EventContext context, Columns initial, Columns changes) {
        upsert(key, initial, changes.changedBy(context), POSITION);
    }

    /// Inserts a row, or changes the one with that key if its guard is less than the new one, which
    /// is among the changes.
    public void upsert(Columns key, Columns changes, String guard) {
        upsert(key, Columns.none(), changes, guard);
    }

    private void upsert(Columns key, Columns initial, Columns changes, String guard) {
        add(
                List.of("upsert", key.columns(), initial.columns(), changes.columns(), guard),
                key.and(initial).and(changes),
                () -> WriteStatement.upsert(name, key, initial, changes, guard));
    }

    /// Executes SQL with `:name` parameters, each of which is among the values. `{schema}` is
    /// replaced by the schema.
    public void write(String sql, Columns values) {
        add(List.of(sql, values.columns()), values, () -> WriteStatement.of(schema.resolved(sql), values));
    }

    /// Like [#write], for SQL that derives its values from other rows: it is executed after all of them, once
    /// a batch for equal values.
    public void derive(String sql, Columns values) {
        var shape = List.<Object>of(sql, values.columns());
        var prepared = statements.computeIfAbsent(shape, _ -> WriteStatement.of(schema.resolved(sql), values));
        tables.derive(queue, prepared.sql(), prepared.bound(values));
    }

    /// Empties the table immediately, for a replay.
    public void empty() {
        tables.jdbc().update("delete from " + name);
    }

    private void add(List<Object> shape, Columns values, Supplier<WriteStatement> statement) {
        var prepared = statements.computeIfAbsent(shape, _ -> statement.get());
        tables.add(queue, prepared.sql(), prepared.bound(values));
    }
}
