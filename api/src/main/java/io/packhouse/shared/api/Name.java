package io.packhouse.shared.api;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rule for names typed by people: NFC, single spaces between words and none around them, no
/// invisible characters, and a maximum length. Two names are alike when their [FoldedText] is.
public final class Name {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Name() {}

    /// The stored form. Any Unicode space counts as one, including line breaks and tabs; null stays
    /// null, for the caller to reject.
    public static String normalize(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> isBlank(c) ? ' ' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString().replaceAll(" +", " ").strip();
    }

    /// Why the text cannot be a name of at most `max` characters, or null when it can.
    public static @Nullable String problem(String text, int max) {
        var name = normalize(text);
        for (var i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            var c = name.codePointAt(i);
            if (isInvisible(c) && !joinsLetters(name, i)) {
                return String.format(Locale.ROOT, "must not contain U+%04X, which is invisible", c);
            }
        }
        if (FoldedText.of(name).isEmpty()) {
            return "must contain a visible character";
        }
        var length = name.codePointCount(0, name.length());
        return length > max ? "has %s characters, at most %s".formatted(length, max) : null;
    }

    /// Whether the names look the same to people.
    public static boolean areAlike(String one, String other) {
        return FoldedText.of(one).equals(FoldedText.of(other));
    }

    private static boolean isBlank(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    /// Controls, formats (including those that change the writing direction), private use, unpaired
    /// surrogates, unassigned code points, and characters that are drawn as nothing.
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default ->
                c == 0x034F // Combining grapheme joiner.
                        || (c >= 0x115F && c <= 0x1160) // Fillers of Hangul.
                        || (c >= 0x17B4 && c <= 0x17B5)
                        || (c >= 0x180B && c <= 0x180F)
                        || c == 0x2800 // Braille without a dot.
                        || c == 0x3164
                        || c == 0xFFA0;
        };
    }

    /// Persian and Indic scripts use joiners inside words, and so do some emoji.
    private static boolean joinsLetters(String name, int i) {
        var c = name.codePointAt(i);
        if (c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER) {
            return false;
        }
        if (i == 0 || i + 1 >= name.length()) {
            return false;
        }
        var before = name.codePointBefore(i);
        var after = name.codePointAt(i + 1);
        return !usesNoJoiners(before) && !usesNoJoiners(after);
    }

    private static boolean usesNoJoiners(int c) {
        var script = Character.UnicodeScript.of(c);
        return c == ' '
                || isInvisible(c)
                || script == Character.UnicodeScript.LATIN
                || script == Character.UnicodeScript.GREEK
                || script == Character.UnicodeScript.CYRILLIC;
    }
}
