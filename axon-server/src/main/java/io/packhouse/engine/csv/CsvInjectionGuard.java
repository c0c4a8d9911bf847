package io.packhouse.engine.csv;

import java.util.regex.Pattern;

/// Texts in files that spreadsheets open.
public final class CsvInjectionGuard {

    /// Full-width signs are typed in Japanese, and spreadsheets take them for the others.
    private static final String BEGINS_A_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private CsvInjectionGuard() {}

    /// A text of a CSV file that a spreadsheet would take for a formula gets an apostrophe in
    /// front, and loses it on the way back. One that has apostrophes before such a sign gets one
    /// more, so that no two texts are written alike.
    public static String written(String text) {
        return isFormula(text, 0) ? "'" + text : text;
    }

    public static String read(String cell) {
        return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    /// A text in a cell of XLSX, where `_x0041_` would be read as A. It is never a formula.
    public static String inWorkbook(String text) {
        return ESCAPE.matcher(text).replaceAll("_x005F_");
    }

    /// Blanks in front are no protection: some programs leave them out.
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
