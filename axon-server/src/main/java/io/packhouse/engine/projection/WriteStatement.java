package io.packhouse.engine.projection;

import io.packhouse.engine.projection.Columns.Column;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameter;
import org.springframework.jdbc.core.namedparam.EmptySqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/// SQL with positional parameters; for each of them, the index of its value.
record WriteStatement(String sql, List<Integer> parameters) {

    /// Parses SQL with `:name` parameters, which are exactly the names of the values.
    static WriteStatement of(String sql, Columns values) {
        if (sql.contains("?")) {
            throw new IllegalArgumentException("A parameter without a name: " + sql);
        }
        requireSelectInUpsert(sql);
        var parsed = NamedParameterUtils.parseSqlStatement(sql);
        var used = NamedParameterUtils.buildSqlParameterList(parsed, EmptySqlParameterSource.INSTANCE).stream()
                .map(SqlParameter::getName)
                .toList();
        var given = values.names();
        if (!given.containsAll(used) || !used.containsAll(given)) {
            throw new IllegalArgumentException("Values %s for parameters %s: %s".formatted(given, used, sql));
        }
        return new WriteStatement(
                NamedParameterUtils.substituteNamedParameters(parsed, null),
                used.stream().map(given::indexOf).toList());
    }

    static WriteStatement insert(String table, Columns row, List<String> key) {
        var sql = "insert into %s (%s) values (%s) on conflict (%s) do nothing"
                .formatted(
                        table, row.text(", ", Column::name), row.text(", ", Column::parameter), String.join(", ", key));
        return of(sql, row);
    }

    static WriteStatement update(String table, Columns key, Columns changes, String guard) {
        var sql = "update %s set %s where %s and %s < :%s"
                .formatted(
                        table,
                        changes.text(", ", WriteStatement::assignment),
                        key.text(" and ", WriteStatement::assignment),
                        guard,
                        guard);
        return of(sql, key.and(changes));
    }

    static WriteStatement upsert(String table, Columns key, Columns initial, Columns changes, String guard) {
        if (!changes.names().contains(guard)) {
            throw new IllegalArgumentException("No value for the guard %s of %s".formatted(guard, table));
        }
        var row = key.and(initial).and(changes);
        var sql = """
                insert into %s as t (%s) select %s on conflict (%s) do update set %s where t.%s < excluded.%s\
                """.formatted(
                        table,
                        row.text(", ", Column::name),
                        row.text(", ", Column::parameter),
                        key.text(", ", Column::name),
                        changes.text(", ", column -> column.name() + " = excluded." + column.name()),
                        guard,
                        guard);
        return of(sql, row);
    }

    /// Numbers, booleans and instants are bound as such, everything else as text.
    List<@Nullable Object> bound(Columns named) {
        return parameters.stream()
                .<@Nullable Object>map(index -> plain(named.values().get(index)))
                .toList();
    }

    /// The driver combines batched `insert … values` into one statement, and one statement may not
    /// update the same row twice.
    private static void requireSelectInUpsert(String sql) {
        if (sql.contains("values") && sql.contains("do update")) {
            throw new IllegalArgumentException("An upsert selects its values: " + sql);
        }
    }

    private static String assignment(Column column) {
        return column.name() + " = " + column.parameter();
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
