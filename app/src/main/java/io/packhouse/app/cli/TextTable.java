package io.packhouse.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Prints JSON objects as a text table: a title and a JSON pointer per column.
record TextTable(List<String> titles, List<String> pointers) {

    private static final int WIDEST = 70;

    /// Titles and pointers alternate.
    static TextTable of(String... pairs) {
        var titles = new ArrayList<String>();
        var pointers = new ArrayList<String>();
        for (var i = 0; i < pairs.length; i += 2) {
            titles.add(pairs[i]);
            pointers.add(pairs[i + 1]);
        }
        return new TextTable(titles, pointers);
    }

    void print(Iterable<JsonNode> rows, PrintStream out) {
        var lines = new ArrayList<List<String>>();
        lines.add(titles);
        rows.forEach(
                row -> lines.add(pointers.stream().map(at -> text(row.at(at))).toList()));
        for (var line : lines) {
            var text = new StringBuilder();
            for (var i = 0; i < line.size(); i++) {
                var column = i;
                var width =
                        lines.stream().mapToInt(one -> one.get(column).length()).max();
                text.append(line.get(i));
                text.append(" ".repeat(width.orElse(0) - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String text(JsonNode value) {
        var text = value.isArray() ? value.size() + "" : value.asString(value.isMissingNode() ? "" : value.toString());
        var line = text.replaceAll("\\s+", " ");
        return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
    }
}
