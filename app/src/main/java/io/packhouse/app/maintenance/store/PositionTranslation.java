package io.packhouse.app.maintenance.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Maps positions of one store to another: stretches without gaps, each with its start in the other
/// store. The positions in sagas, timers and requests are translated with it.
public final class PositionTranslation {

    private static final String POSITIONS = """
            select format('%I.%I', table_schema, table_name), quote_ident(column_name)
            from information_schema.columns
            where table_schema = 'engine' and data_type = 'bigint'
                and (column_name = 'position' or column_name like '%\\_position')
            """;

    private static final String NEXT_POSITION = """
            select setval(pg_get_serial_sequence('%1$s', 'global_index'),
                coalesce(max(global_index), 1), max(global_index) is not null) from %1$s
            """.formatted(TableCatalog.EVENTS);

    private final TreeMap<Long, Long> stretches = new TreeMap<>();
    private long lastFrom = Long.MIN_VALUE;
    private long lastTo = Long.MIN_VALUE;

    public void note(long from, long to) {
        if (from != lastFrom + 1 || to != lastTo + 1) {
            stretches.put(from, to);
        }
        lastFrom = from;
        lastTo = to;
    }

    /// The highest target position; −1 before the first.
    public long last() {
        return stretches.isEmpty() ? -1 : lastTo;
    }

    /// A position in a gap maps to that of the previous event.
    long of(long position) {
        var stretch = stretches.floorEntry(position);
        if (stretch == null) {
            return stretches.isEmpty() ? -1 : stretches.firstEntry().getValue() - 1;
        }
        var next = stretches.higherEntry(position);
        var end = next == null ? lastTo : next.getValue() - 1;
        return Math.min(stretch.getValue() + position - stretch.getKey(), end);
    }

    /// Projections are rebuilt from the first event, so their tokens start again.
    public void apply(Connection owner) throws SQLException {
        var tables = new TableCatalog(owner);
        tables.run("delete from engine.token_entry where processor_name like 'projection%'");
        tables.run(NEXT_POSITION);
        if (stretches.entrySet().stream().allMatch(one -> one.getKey().equals(one.getValue()))) {
            return;
        }
        tokens(owner);
        for (var column : columns(owner)) {
            positions(owner, column);
        }
    }

    private void tokens(Connection owner) throws SQLException {
        var question =
                "select processor_name, segment, token from engine.token_entry where token is not null for update";
        var update = "update engine.token_entry set token = ? where processor_name = ? and segment = ?";
        try (var read = owner.createStatement();
                var rows = read.executeQuery(question);
                var write = owner.prepareStatement(update)) {
            while (rows.next()) {
                var token = JsonMapper.shared().readTree(rows.getBytes(3));
                translate(token);
                write.setBytes(1, token.toString().getBytes(StandardCharsets.UTF_8));
                write.setString(2, rows.getString(1));
                write.setInt(3, rows.getInt(2));
                write.executeUpdate();
            }
        }
    }

    private void translate(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("globalIndex").isIntegralNumber()) {
            object.put("globalIndex", of(object.path("globalIndex").asLong()));
        }
        node.forEach(this::translate);
    }

    private static List<Map.Entry<String, String>> columns(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(POSITIONS)) {
            var found = new ArrayList<Map.Entry<String, String>>();
            while (rows.next()) {
                found.add(Map.entry(rows.getString(1), rows.getString(2)));
            }
            return found;
        }
    }

    private void positions(Connection owner, Map.Entry<String, String> column) throws SQLException {
        var table = column.getKey();
        var name = column.getValue();
        new TableCatalog(owner).run("""
                        create temporary table if not exists moved_position
                        (before bigint primary key, after bigint) on commit drop;
                        truncate moved_position""");
        try (var read = owner.createStatement();
                var rows = read.executeQuery("select distinct %s from %s where %1$s >= 0".formatted(name, table));
                var write = owner.prepareStatement("insert into moved_position values (?, ?)")) {
            while (rows.next()) {
                write.setLong(1, rows.getLong(1));
                write.setLong(2, of(rows.getLong(1)));
                write.addBatch();
            }
            write.executeBatch();
        }
        new TableCatalog(owner)
                .run("update %s set %s = after from moved_position where %2$s = before".formatted(table, name));
    }
}
