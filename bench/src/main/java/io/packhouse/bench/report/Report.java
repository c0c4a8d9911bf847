package io.packhouse.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a benchmark, each one JSON object, beside those of an earlier run.
public final class Report {

    private final List<Column> columns;
    private final List<JsonNode> earlier;
    private final List<ObjectNode> rows = new ArrayList<>();

    public Report(List<Column> columns, List<JsonNode> earlier) {
        this.columns = columns;
        this.earlier = earlier;
    }

    /// The rows that an earlier run wrote.
    public static List<JsonNode> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    public static ObjectNode row() {
        return JsonMapper.shared().createObjectNode();
    }

    public void add(ObjectNode row) {
        rows.add(row);
    }

    public List<String> json() {
        return rows.stream().map(JsonMapper.shared()::writeValueAsString).toList();
    }

    /// One line for each row, or one column for each row when there are many values.
    public List<String> table(boolean isTransposed) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Column::title).toList());
        for (var row : rows) {
            lines.add(columns.stream().map(column -> column.text(row)).toList());
            before(row).ifPresent(before -> {
                lines.add(columns.stream()
                        .map(column -> column.isKey() ? "before" : column.text(before))
                        .toList());
                lines.add(columns.stream()
                        .map(column -> column.isKey() ? "change" : column.change(row, before))
                        .toList());
            });
        }
        return aligned(isTransposed ? transposed(lines) : lines);
    }

    private Optional<JsonNode> before(JsonNode row) {
        return earlier.stream().filter(other -> hasSameKeys(row, other)).findFirst();
    }

    private boolean hasSameKeys(JsonNode row, JsonNode other) {
        return columns.stream()
                .filter(Column::isKey)
                .allMatch(column -> column.text(row).equals(column.text(other)));
    }

    private static List<List<String>> transposed(List<List<String>> lines) {
        return IntStream.range(0, lines.getFirst().size())
                .mapToObj(column -> lines.stream().map(line -> line.get(column)).toList())
                .toList();
    }

    /// The first column to the left, the others to the right.
    private static List<String> aligned(List<List<String>> lines) {
        var widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> aligned(line, widths)).toList();
    }

    private static String aligned(List<String> line, int[] widths) {
        var text = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var space = " ".repeat(widths[i] - line.get(i).length());
            text.append(i == 0 ? line.get(i) + space : "  " + space + line.get(i));
        }
        return text.toString().stripTrailing();
    }

    /// The fields `p50Ms`, `p95Ms` and `p99Ms`.
    public static void put(ObjectNode row, Latencies latencies) {
        put(row, "p50Ms", latencies.percentile(50));
        put(row, "p95Ms", latencies.percentile(95));
        put(row, "p99Ms", latencies.percentile(99));
    }

    /// A number with three decimals, or null where it is unknown.
    public static void put(ObjectNode row, String field, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            row.putNull(field);
        } else {
            row.put(field, Math.round(value * 1e3) / 1e3);
        }
    }
}
