package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.ManifestRefusal.UNREADABLE_FILE;
import static io.packhouse.catalog.api.ManifestRefusal.WRONG_COLUMNS;

import io.packhouse.shared.api.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows from `{"lines":[{"sku","productName","quantity","condition","unitRetail":{"amountMinor",
/// "currency"}}]}`, one at a time.
final class ManifestJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, ManifestColumn> PLAIN =
            Map.of(
                    "sku", ManifestColumn.SKU,
                    "productName", ManifestColumn.PRODUCT_NAME,
                    "quantity", ManifestColumn.QUANTITY,
                    "condition", ManifestColumn.CONDITION);
    private static final String RETAIL = "unitRetail";

    private ManifestJson() {}

    static void read(Path file, Consumer<ManifestRow> rows) throws IOException {
        try (var bytes = Files.newInputStream(file);
                var json = JSON.createParser(bytes)) {
            must(next(json) == JsonToken.START_OBJECT, json);
            must(next(json) == JsonToken.PROPERTY_NAME && json.currentName().equals("lines"), json);
            must(next(json) == JsonToken.START_ARRAY, json);
            var row = 0;
            while (next(json) != JsonToken.END_ARRAY) {
                must(json.currentToken() == JsonToken.START_OBJECT, json);
                row++;
                var line = json.currentTokenLocation().getLineNr();
                rows.accept(row(row, line, tree(json)));
            }
            must(next(json) == JsonToken.END_OBJECT, json);
            must(next(json) == null, json);
        }
    }

    private static ManifestRow row(int number, int line, JsonNode node) {
        var unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(PLAIN.keySet());
        unknown.remove(RETAIL);
        if (!unknown.isEmpty()) {
            throw new Refused(
                    WRONG_COLUMNS, Map.of("row", number, "unknown", List.copyOf(unknown)));
        }
        var cells = new EnumMap<ManifestColumn, String>(ManifestColumn.class);
        PLAIN.forEach((name, column) -> cells.put(column, text(node.path(name))));
        var retail = node.path(RETAIL);
        if (retail.isObject()) {
            var currency = text(retail.path("currency"));
            cells.put(ManifestColumn.CURRENCY, currency);
            cells.put(ManifestColumn.UNIT_RETAIL, amount(retail.path("amountMinor"), currency));
        } else if (!retail.isMissingNode() && !retail.isNull()) {
            cells.put(ManifestColumn.UNIT_RETAIL, retail.toString()); // Not an amount: says so.
        }
        return new ManifestRow(number, line, cells, List.of());
    }

    /// In the notation of the file; what is no whole number stays as it is and is told so.
    private static String amount(JsonNode minor, String currency) {
        if (!minor.isIntegralNumber() || !ManifestLines.isSoldIn(currency)) {
            return minor.isMissingNode() ? "" : minor.toString();
        }
        var digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return new BigDecimal(minor.bigIntegerValue(), digits).toPlainString();
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isString() ? node.asString() : node.toString();
    }

    private static JsonNode tree(JsonParser json) {
        try {
            return json.readValueAsTree();
        } catch (JacksonException e) {
            throw unreadable(json, e.getOriginalMessage());
        }
    }

    private static @org.jspecify.annotations.Nullable JsonToken next(JsonParser json) {
        try {
            return json.nextToken();
        } catch (JacksonException e) {
            throw unreadable(json, e.getOriginalMessage());
        }
    }

    private static void must(boolean right, JsonParser json) {
        if (!right) {
            throw unreadable(json, "It is not {\"lines\":[{…}]}.");
        }
    }

    private static Refused unreadable(JsonParser json, String why) {
        return new Refused(
                UNREADABLE_FILE, Map.of("line", json.currentLocation().getLineNr(), "why", why));
    }
}
