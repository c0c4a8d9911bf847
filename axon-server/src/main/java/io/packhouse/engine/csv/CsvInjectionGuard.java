package io.packhouse.engine.csv;

import java.util.regex.Pattern;

/// Escapes texts in files that spreadsheets open.
public final class CsvInjectionGuard {

    /// Japanese keyboards type full-width signs, and spreadsheets treat them as the ASCII ones.
    private static final String BEGINS_A_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private CsvInjectionGuard() {}

    /// Prefixes a text that a spreadsheet would execute as a formula with an apostrophe, which an
    /// import removes. A text that already has apostrophes before such a sign gets one more, so
    /// that the encoding stays unambiguous.
    public static String written(String text) {
        return isFormula(text, 0) ? "'" + text : text;
    }

    public static String read(String cell) {
        return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    /// Escapes a text for a cell of XLSX, where `_x0041_` would be read as A. Such a cell is never
    /// a formula.
    public static String inWorkbook(String text) {
        return ESCAPE.matcher(text).replaceAll("_x005F_");
    }

    /// Leading spaces do not protect: some programs remove them.
    private static boolean isFormula(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length() && BEGINS_A_FORMULA.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isBlank(char sign) {
        return BEGINS_A_FORMULA.indexOf(sign) < 0
                && (Character.isSpaceChar(sign)
                        || Character.isWhitespace(sign)
                        || Character.getType(sign) == Character.FORMAT);
    }
}
