package io.packhouse.engine.files;

/// A text that a spreadsheet would take for a formula gets an apostrophe in front, and loses it on
/// the way back. One that has apostrophes before such a sign gets one more, so that no two texts
/// are written alike.
public final class SpreadsheetText {

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    private SpreadsheetText() {}

    public static String written(String text) {
        return isFormula(text, 0) ? "'" + text : text;
    }

    public static String read(String cell) {
        return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length() && BEGINS_A_FORMULA.indexOf(text.charAt(at)) >= 0;
    }
}
