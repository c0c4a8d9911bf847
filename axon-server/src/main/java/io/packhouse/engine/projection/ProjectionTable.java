package io.packhouse.engine.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A table of a projection, or several that must be written in order. Every statement is guarded by
/// the event's position, so that an event handled twice changes nothing.
public final class ProjectionTable {

    private final ProjectionTables tables;
    private final ProjectionSchema schema;
    private final String name;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    ProjectionTable(ProjectionTables tables, ProjectionSchema schema, String name) {
        this.tables = tables;
        this.schema = schema;
        this.name = schema.resolved("{schema}." + name);
    }

    /// Queues a statement that is executed before the batch commits. `{schema}` is replaced by the
    /// schema; numbers, booleans and instants are bound as such, everything else as text.
    public void write(String sql, @Nullable Object... values) {
        tables.add(
                name,
                statements.computeIfAbsent(sql, this::checked),
                Arrays.stream(values)
                        .<@Nullable Object>map(ProjectionTable::plain)
                        .toList());
    }

    /// The driver combines batched `insert … values` into one statement, and one statement may not
    /// update the same row twice.
    private String checked(String sql) {
        if (sql.contains("values") && sql.contains("do update")) {
            throw new IllegalArgumentException("An upsert selects its values: " + sql);
        }
        return schema.resolved(sql);
    }

    /// Empties the table immediately, for a replay.
    public void empty() {
        tables.jdbc().update("delete from " + name);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }
}
