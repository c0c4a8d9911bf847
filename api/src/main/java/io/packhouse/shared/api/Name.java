package io.packhouse.shared.api;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// The one rule for texts that people name things with: NFC, single blanks between words and none
/// around them, nothing that cannot be seen, and at most so many characters. Two names are alike
/// when their [FoldedText] is.
public final class Name {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Name() {}

    /// As it is kept. Any blank of Unicode counts as one, line breaks and tabs too; null stays
    /// null, for others to complain about.
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

    /// Why it cannot be a name of at most `max` characters, or null when it can.
    public static @Nullable String problem(String text, int max) {
        var name = normalize(text);
        for (var i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            var c = name.codePointAt(i);
            if (isInvisible(c) && !joinsLetters(name, i)) {
                return "must not contain U+%04X, which cannot be seen".formatted(c);
            }
        }
        if (FoldedText.of(name).isEmpty()) {
            return "must contain something that can be seen";
        }
        var length = name.codePointCount(0, name.length());
        return length > max ? "has %d characters, at most %d".formatted(length, max) : null;
    }

    /// Whether both name the same thing to people.
    public static boolean areAlike(String one, String other) {
        return FoldedText.of(one).equals(FoldedText.of(other));
    }

    private static boolean isBlank(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    /// Controls, formats (among them those that turn the direction of writing), private use,
    /// halves of surrogate pairs, unassigned, and letters that are drawn as nothing.
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
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

    /// Persian and the scripts of India write with joiners between letters, and so do some emoji.
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
