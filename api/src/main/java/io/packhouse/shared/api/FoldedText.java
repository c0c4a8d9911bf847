package io.packhouse.shared.api;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Removes from a text what makes no difference in searches and comparisons: case, accents,
/// compatibility forms and invisible characters. Stored texts and search terms both go through this
/// function.
public final class FoldedText {

    /// Characters that Unicode does not decompose although people type them without the stroke.
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'þ', "th"));

    private FoldedText() {}

    /// The key of equivalent texts: `Crème Brûlée` and `CREME BRULEE` have the same.
    public static String of(String text) {
        var folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c) && !isInvisible(c))
                .forEach(c -> append(folded, c));
        var composed = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        return composed.replaceAll(" +", " ").strip();
    }

    /// The words of a text, in order. A word ends where alphabetic characters, digits and other
    /// signs meet, so that `DS-7604NI` has the words `ds`, `7604` and `ni`.
    public static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var digits = false;
        for (var c : of(text).codePoints().toArray()) {
            var isDigit = Character.isDigit(c);
            if (!word.isEmpty() && (!isPartOfWord(c) || digits != isDigit)) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (isPartOfWord(c)) {
                word.appendCodePoint(c);
                digits = isDigit;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static void append(StringBuilder folded, int c) {
        var lower = Character.toLowerCase(Character.toUpperCase(c));
        if (Character.isDigit(c)) {
            folded.append(Character.digit(c, 10));
        } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
            folded.append(' ');
        } else if (LATIN.containsKey(lower)) {
            folded.append(LATIN.get(lower));
        } else {
            folded.appendCodePoint(lower);
        }
    }

    private static boolean isPartOfWord(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    /// Combining marks for any script. Vowel signs and other marks that make another word are in
    /// other Unicode blocks.
    private static boolean isAccent(int c) {
        return (c >= 0x0300 && c <= 0x036F)
                || (c >= 0x1AB0 && c <= 0x1AFF)
                || (c >= 0x1DC0 && c <= 0x1DFF)
                || (c >= 0x20D0 && c <= 0x20FF)
                || (c >= 0xFE20 && c <= 0xFE2F);
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (Character.isISOControl(c) && !Character.isWhitespace(c));
    }
}
