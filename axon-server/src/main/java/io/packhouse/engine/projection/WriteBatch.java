package io.packhouse.engine.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The pending rows of one batch of events. Rows of one table keep their order; tables are
/// independent of each other.
final class WriteBatch {

    /// `derived` from other rows: to be written after all of them.
    private record Row(String table, String sql, List<@Nullable Object> values, boolean derived) {}

    /// A row and the projection that added it.
    private record Pending(Object projection, Row row) {}

    private final Map<String, List<Pending>> tables = new LinkedHashMap<>();
    private final Map<String, Set<Pending>> derived = new LinkedHashMap<>();
    private final List<Row> ofCurrentEvent = new ArrayList<>();
    private Set<Object> writing = Set.of();
    private long last = -1;

    void add(String table, String sql, List<@Nullable Object> values) {
        ofCurrentEvent.add(new Row(table, sql, values, false));
    }

    void derive(String table, String sql, List<@Nullable Object> values) {
        ofCurrentEvent.add(new Row(table, sql, values, true));
    }

    void keepCurrent(Object projection, long position) {
        last = Math.max(last, position);
        for (var row : ofCurrentEvent) {
            var pending = new Pending(projection, row);
            if (row.derived()) {
                derived.computeIfAbsent(row.sql(), _ -> new LinkedHashSet<>()).add(pending);
            } else {
                tables.computeIfAbsent(row.table(), _ -> new ArrayList<>()).add(pending);
            }
        }
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
        derived.values().forEach(rows -> writeRuns(List.copyOf(rows), jdbc));
        derived.clear();
    }

    /// The projections whose rows are being written.
    Set<Object> writing() {
        return writing;
    }

    /// The position of the last event with pending rows.
    long last() {
        return last;
    }

    private void writeRuns(List<Pending> rows, JdbcTemplate jdbc) {
        var from = 0;
        while (from < rows.size()) {
            var sql = rows.get(from).row().sql();
            var to = from;
            while (to < rows.size() && rows.get(to).row().sql().equals(sql)) {
                to++;
            }
            var run = rows.subList(from, to);
            writing = run.stream().map(Pending::projection).collect(Collectors.toSet());
            jdbc.batchUpdate(
                    sql, run.stream().map(each -> each.row().values().toArray()).toList());
            from = to;
        }
    }
}
