package io.packhouse.bench.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.MissingNode;

/// A column of a report: its title, its value in a row, and the number of decimals. The keys of a row name what was
/// measured; rows of two runs with the same keys are compared.
public record Column(String title, Function<JsonNode, JsonNode> value, int decimals, boolean isKey) {

    private static final String UNKNOWN = "unknown";
    private static final String NONE = "–";

    public static Column key(String title, String pointer) {
        return new Column(title, row -> row.at(pointer), 0, true);
    }

    public static Column of(String title, String pointer, int decimals) {
        return new Column(title, row -> row.at(pointer), decimals, false);
    }

    /// How many percent of another value a value is.
    public static Column percent(String title, String pointer, String ofPointer, int decimals) {
        return new Column(title, row -> percent(row.at(pointer), row.at(ofPointer)), decimals, false);
    }

    private static JsonNode percent(JsonNode part, JsonNode whole) {
        return part.isNumber() && whole.isNumber()
                ? DoubleNode.valueOf(100 * part.asDouble() / whole.asDouble())
                : MissingNode.getInstance();
    }

    String text(JsonNode row) {
        var found = value.apply(row);
        if (found.isMissingNode()) {
            return NONE;
        }
        if (!found.isNumber()) {
            return found.asString(UNKNOWN);
        }
        return Double.isFinite(found.asDouble())
                ? String.format(Locale.ROOT, "%,." + decimals + "f", found.asDouble())
                : UNKNOWN;
    }

    String change(JsonNode now, JsonNode before) {
        return number(now).flatMap(a -> number(before).map(b -> change(a, b))).orElse("");
    }

    /// In percent of the value before.
    static String change(double now, double before) {
        if (before == 0) {
            return now == 0 ? "±0 %" : "";
        }
        var percent = 100 * (now - before) / before;
        return Math.abs(percent) < 0.05 ? "±0 %" : String.format(Locale.ROOT, "%+.1f %%", percent);
    }

    private Optional<Double> number(JsonNode row) {
        return Optional.of(value.apply(row))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .filter(Double::isFinite);
    }
}
