package io.packhouse.catalog.command.manifest.file;

import io.packhouse.catalog.api.manifest.ItemCondition;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.command.manifest.file.ManifestRow.InvalidCell;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.SupportedCurrencies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses one row into a line, or lists every invalid field.
public final class ManifestLineParser {

    private static final Pattern SKU = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,63}");
    private static final Pattern CURRENCY = Pattern.compile(SupportedCurrencies.FORM);
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,6})?");
    private static final int MOST_UNITS = 1_000_000;
    private static final int MOST_OF_A_NAME = 200;
    private static final int SHOWN = 100;

    private final ManifestRow row;
    private final List<ManifestRejection> wrong = new ArrayList<>();
    private @Nullable ManifestLine line;

    public ManifestLineParser(ManifestRow row) {
        this.row = row;
        row.misfits().forEach(this::reject);
        if (row.isCutWrongly()) {
            return;
        }
        var sku = sku();
        var name = name();
        var quantity = quantity();
        var condition = condition();
        var retail = retail();
        if (wrong.isEmpty()) {
            line = new ManifestLine(new Sku(sku), name, quantity, condition, retail);
        }
    }

    public List<ManifestRejection> wrong() {
        return wrong;
    }

    /// Null when a field is invalid.
    @Nullable
    public ManifestLine line() {
        return line;
    }

    static boolean isSoldIn(String currency) {
        return CURRENCY.matcher(currency).matches();
    }

    private String sku() {
        var sku = given(ManifestColumn.SKU);
        if (!sku.isEmpty() && !SKU.matcher(sku).matches()) {
            reject(
                    ManifestColumn.SKU,
                    "FORM",
                    "A to Z, 0 to 9, dots and hyphens, at most 64 characters, A to Z or 0 to 9 first");
        }
        return sku;
    }

    private String name() {
        var cell = row.cell(ManifestColumn.PRODUCT_NAME);
        var name = Name.normalize(cell);
        if (given(ManifestColumn.PRODUCT_NAME).isEmpty()) {
            return name;
        }
        var problem = Name.problem(name, MOST_OF_A_NAME);
        if (cell.chars().anyMatch(Character::isISOControl)) {
            reject(ManifestColumn.PRODUCT_NAME, "CONTROL_CHARACTER", "one line of plain text");
        } else if (problem != null) {
            var isLong = name.codePointCount(0, name.length()) > MOST_OF_A_NAME;
            var code = isLong ? "TOO_LONG" : "INVISIBLE_CHARACTER";
            reject(ManifestColumn.PRODUCT_NAME, code, problem);
        }
        return name;
    }

    private int quantity() {
        var text = given(ManifestColumn.QUANTITY);
        if (text.isEmpty()) {
            return 0;
        }
        if (!WHOLE.matcher(text).matches()) {
            reject(ManifestColumn.QUANTITY, "NOT_A_NUMBER", "a whole number in digits");
            return 0;
        }
        var quantity = Long.parseLong(text);
        if (quantity < 1 || quantity > MOST_UNITS) {
            reject(ManifestColumn.QUANTITY, "OUT_OF_RANGE", "from 1 to 1000000");
            return 0;
        }
        return (int) quantity;
    }

    private ItemCondition condition() {
        var text = given(ManifestColumn.CONDITION);
        var name = text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (var condition : ItemCondition.values()) {
            if (condition.name().equals(name)) {
                return condition;
            }
        }
        if (!text.isEmpty()) {
            var known = Arrays.stream(ItemCondition.values())
                    .map(ItemCondition::name)
                    .toList();
            reject(ManifestColumn.CONDITION, "UNKNOWN_CONDITION", "one of " + String.join(", ", known));
        }
        return ItemCondition.NEW;
    }

    private @Nullable Money retail() {
        var amount = row.cell(ManifestColumn.UNIT_RETAIL).strip();
        var currency = row.cell(ManifestColumn.CURRENCY).strip();
        if (amount.isEmpty() && currency.isEmpty()) {
            return null;
        }
        var soldIn = isSoldIn(given(ManifestColumn.CURRENCY));
        if (!currency.isEmpty() && !soldIn) {
            reject(ManifestColumn.CURRENCY, "UNKNOWN_CURRENCY", SupportedCurrencies.WANTED);
        }
        if (given(ManifestColumn.UNIT_RETAIL).isEmpty()) {
            return null;
        }
        if (!soldIn && amount.endsWith(ManifestJsonRow.MINOR_UNITS)) {
            return null; // The currency is what is wrong.
        }
        if (!AMOUNT.matcher(amount).matches()) {
            reject(
                    ManifestColumn.UNIT_RETAIL,
                    "NOT_AN_AMOUNT",
                    "digits, with a point before the smaller unit, such as 12.50");
            return null;
        }
        return soldIn ? money(new BigDecimal(amount), Currency.getInstance(currency)) : null;
    }

    private @Nullable Money money(BigDecimal amount, Currency currency) {
        var digits = currency.getDefaultFractionDigits();
        if (amount.stripTrailingZeros().scale() > digits) {
            reject(ManifestColumn.UNIT_RETAIL, "TOO_PRECISE", currency + " has " + digits + " decimal places");
            return null;
        }
        return new Money(amount.movePointRight(digits).longValueExact(), currency);
    }

    private String given(ManifestColumn column) {
        var text = row.cell(column).strip();
        if (text.isEmpty()) {
            reject(column, "MISSING", "must not be empty");
        }
        return text;
    }

    private void reject(InvalidCell invalidCell) {
        var field = invalidCell.column() == null ? "" : invalidCell.column().title();
        reject(field, invalidCell.code(), invalidCell.message(), invalidCell.sent());
    }

    private void reject(ManifestColumn column, String code, String message) {
        if (!row.isMisfit(column)) { // Otherwise that problem is already reported.
            reject(column.title(), code, message, row.cell(column));
        }
    }

    private void reject(String field, String code, String message, String value) {
        wrong.add(new ManifestRejection(row.row(), row.line(), field, code, message, beginning(value)));
    }

    /// Cuts at a code point: half a surrogate pair cannot be encoded as UTF-8.
    private static String beginning(String value) {
        var shown = Math.min(SHOWN, value.codePointCount(0, value.length()));
        return value.substring(0, value.offsetByCodePoints(0, shown));
    }
}
