package io.packhouse.catalog.command.manifest.file;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.WRONG_COLUMNS;

import io.packhouse.catalog.command.manifest.file.ManifestRow.InvalidCell;
import io.packhouse.shared.api.CommandRejectedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One JSON object as a row. A value of the wrong type becomes a cell that CSV rejects too, so that
/// a user who corrects another cell does not send a different value unnoticed.
final class ManifestJsonRow {

    /// Suffix of an amount in minor units whose currency, and so the number of decimal places, is
    /// unknown.
    static final String MINOR_UNITS = " minor units";

    private static final Map<String, ManifestColumn> PLAIN = Map.of(
            "sku", ManifestColumn.SKU,
            "productName", ManifestColumn.PRODUCT_NAME,
            "quantity", ManifestColumn.QUANTITY,
            "condition", ManifestColumn.CONDITION);
    private static final String RETAIL = "unitRetail";
    private static final String AMOUNT = "amountMinor";
    private static final String CURRENCY = "currency";
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final int number;
    private final int line;
    private final JsonNode node;
    private final Map<ManifestColumn, String> cells = new EnumMap<>(ManifestColumn.class);
    private final List<InvalidCell> misfits = new ArrayList<>();

    ManifestJsonRow(int number, int line, JsonNode node) {
        this.number = number;
        this.line = line;
        this.node = node;
    }

    ManifestRow read() {
        requireKnownFields(node, "", PLAIN.keySet(), Set.of(RETAIL));
        for (var column : ManifestColumn.values()) {
            PLAIN.entrySet().stream()
                    .filter(entry -> entry.getValue() == column)
                    .forEach(entry -> text(column, node.path(entry.getKey())));
        }
        retail(node.path(RETAIL));
        return new ManifestRow(number, line, cells, List.of(), misfits);
    }

    private void requireKnownFields(JsonNode object, String path, Set<String> some, Set<String> more) {
        var unknown = new TreeSet<String>();
        for (var name : object.propertyNames()) {
            if (!some.contains(name) && !more.contains(name)) {
                unknown.add(path + whole(name));
            }
        }
        if (!unknown.isEmpty()) {
            throw new CommandRejectedException(WRONG_COLUMNS, Map.of("row", number, "unknown", List.copyOf(unknown)));
        }
    }

    private void text(ManifestColumn column, JsonNode value) {
        if (isNothing(value)) {
            return;
        }
        var text = value.isString() ? value.asString() : value.toString();
        if (HALF.matcher(text).find()) {
            misfit(column, "LONE_SURROGATE", "must be whole characters", whole(text));
        } else if (!value.isString() && !value.isIntegralNumber() && requireText(column)) {
            misfit(column, "NOT_A_TEXT", "must be a text, not " + kind(value), text);
        } else {
            cells.put(column, text);
        }
    }

    /// A quantity is reported as not a number instead.
    private static boolean requireText(ManifestColumn column) {
        return column != ManifestColumn.QUANTITY;
    }

    private void retail(JsonNode retail) {
        if (isNothing(retail)) {
            return;
        }
        if (!retail.isObject() || retail.isEmpty()) {
            misfit(
                    ManifestColumn.UNIT_RETAIL,
                    "NOT_AN_AMOUNT",
                    "must be an object with amountMinor and currency",
                    RETAIL + " " + whole(retail.toString()));
            return;
        }
        requireKnownFields(retail, RETAIL + ".", Set.of(AMOUNT), Set.of(CURRENCY));
        text(ManifestColumn.CURRENCY, retail.path(CURRENCY));
        amount(retail.path(AMOUNT), retail.path(CURRENCY).asString(""));
        if (isNothing(retail.path(AMOUNT)) && isNothing(retail.path(CURRENCY))) {
            misfit(ManifestColumn.UNIT_RETAIL, "MISSING", "must have amountMinor and currency", RETAIL + " " + retail);
        }
    }

    private void amount(JsonNode minor, String currency) {
        if (isNothing(minor)) {
            return;
        }
        var inMinor = whole(minor.toString()) + MINOR_UNITS;
        if (!minor.isIntegralNumber()) {
            misfit(
                    ManifestColumn.UNIT_RETAIL,
                    "NOT_A_NUMBER",
                    "amountMinor must be a whole number, not " + kind(minor),
                    inMinor);
            return;
        }
        var digits = digits(currency);
        cells.put(
                ManifestColumn.UNIT_RETAIL,
                digits < 0 ? inMinor : new BigDecimal(minor.bigIntegerValue(), digits).toPlainString());
    }

    /// Ignores case and blanks when it looks up the currency; negative when it is unknown.
    private static int digits(String currency) {
        try {
            var code = currency.strip().toUpperCase(Locale.ROOT);
            return Currency.getInstance(code).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    /// Only a product name may be any text, so for it the value is returned beside the cell.
    private void misfit(ManifestColumn column, String code, String message, String sent) {
        misfits.add(new InvalidCell(column, code, message, sent));
        if (column != ManifestColumn.PRODUCT_NAME) {
            cells.put(column, sent);
        }
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number with a fraction";
            default -> "true or false";
        };
    }

    /// An unpaired surrogate can be encoded neither in CSV nor in JSON.
    private static String whole(String text) {
        return HALF.matcher(text)
                .replaceAll(half -> Matcher.quoteReplacement(
                        String.format(Locale.ROOT, "\\u%04x", (int) half.group().charAt(0))));
    }
}
