package io.packhouse.engine.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The pending rows of one batch of events. Rows of one table keep their order; tables are
/// independent of each other.
final class WriteBatch {

    private record Row(String table, String sql, List<@Nullable Object> values) {}

    private final Map<String, List<Row>> tables = new LinkedHashMap<>();
    private final List<Row> ofCurrentEvent = new ArrayList<>();
    private final Set<Object> projections = new HashSet<>();
    private long last = -1;

    void add(String table, String sql, List<@Nullable Object> values) {
        ofCurrentEvent.add(new Row(table, sql, values));
    }

    void keepCurrent(Object projection, long position) {
        projections.add(projection);
        last = Math.max(last, position);
        ofCurrentEvent.forEach(row ->
                tables.computeIfAbsent(row.table(), _ -> new ArrayList<>()).add(row));
        ofCurrentEvent.clear();
    }

    void forgetCurrent() {
        ofCurrentEvent.clear();
    }

    void writeCurrent(JdbcTemplate jdbc) {
        ofCurrentEvent.forEach(row -> jdbc.update(row.sql(), row.values().toArray()));
        ofCurrentEvent.clear();
    }

    void writeAll(JdbcTemplate jdbc) {
        tables.values().forEach(rows -> writeRuns(rows, jdbc));
        tables.clear();
    }

    /// The projections with pending rows.
    Set<Object> projections() {
        return projections;
    }

    /// The position of the last event with pending rows.
    long last() {
        return last;
    }

    private static void writeRuns(List<Row> rows, JdbcTemplate jdbc) {
        var from = 0;
        while (from < rows.size()) {
            var sql = rows.get(from).sql();
            var to = from;
            while (to < rows.size() && rows.get(to).sql().equals(sql)) {
                to++;
            }
            var run = rows.subList(from, to).stream().map(row -> row.values().toArray());
            jdbc.batchUpdate(sql, run.toList());
            from = to;
        }
    }
}
