package io.packhouse.shared.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    static final int MOST = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u3000\u2003",
                "\u2028\n\t",
                "\u200b",
                "a\u200bb",
                "\ufeffTea",
                "a\u0000b",
                "a\u0007b",
                "a\u009fb",
                "Tea\u202egnp.exe",
                "\u2066Tea\u2069",
                "So\u00adft",
                "\u0301",
                "\ufe0f",
                "a\u200db",
                "\u200d",
                "\ue000",
                "\ufdd0",
                "\u3164",
                "\u2800",
                "\udb40\udc41",
                "12345678901234567890123456789012345678901"
            })
    void refusesWhatCannotBeSeenOrIsTooLong(String text) {
        assertThat(Name.problem(text, MOST)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tea",
                "C++",
                "½\" pipe",
                "Crème brûlée",
                "Чай",
                "お茶",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u0915\u094d\u200d\u0937",
                "\ud83d\udc69\u200d\ud83d\ude80",
                "❤\ufe0f Tea",
                "!",
                "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
                        + "\ud83c\udf75\ud83c\udf75\ud83c\udf75\ud83c\udf75"
            })
    void takesWhatPeopleReadInAnyScript(String text) {
        assertThat(Name.problem(text, MOST)).isNull();
        assertThat(Name.normalize(text)).isEqualTo(text);
    }

    @Test
    void keepsOneSpaceBetweenWordsAndComposesCharacters() {
        assertThat(Name.normalize("\u3000Cafe\u0301\u00a0 \t au\u2028lait\u00a0"))
                .isEqualTo("Caf\u00e9 au lait");
    }

    @ParameterizedTest
    @CsvSource({
        "Acme, ACME",
        "Acme, ' acme '",
        "Acme  Trading, Acme Trading",
        "Acme\u00a0Trading, Acme Trading",
        "Cafe\u0301, CAF\u00c9",
        "Caf\u00e9, cafe",
        "Stra\u00dfe, STRASSE",
        "\uff21cme, Acme",
        "\u0391\u03b8\u03ae\u03bd\u03b1\u03c2, \u0391\u0398\u0397\u039d\u0391\u03a3"
    })
    void areAlikeDespiteCaseAccentsAndSpaces(String one, String other) {
        assertThat(Name.areAlike(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"C, C++", "Tea 1, Tea 2", "\u0915\u093f, \u0915\u093e", "\u304b, \u304c", "Red Tea, Redtea"})
    void areNotAlikeWhenTheyReadOtherwise(String one, String other) {
        assertThat(Name.areAlike(one, other)).isFalse();
    }

    /// For random characters of all planes: a normalized name is unchanged by normalization, is
    /// composed, has no outer or double spaces and nothing invisible, and is alike to the input.
    @Test
    void normalizingTwiceChangesNothing() {
        var random = new Random(20);
        for (var i = 0; i < 20_000; i++) {
            var text = random(random);
            var name = Name.normalize(text);
            assertThat(Name.normalize(name)).as(escaped(text)).isEqualTo(name);
            assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC))
                    .as(escaped(text))
                    .isTrue();
            assertThat(name).as(escaped(text)).isEqualTo(name.strip()).doesNotContain("  ");
            assertThat(FoldedText.of(FoldedText.of(text))).as(escaped(text)).isEqualTo(FoldedText.of(text));
            assertThat(Name.areAlike(text, name)).as(escaped(text)).isTrue();
            if (Name.problem(text, MOST) == null) {
                assertThat(name.codePointCount(0, name.length())).isBetween(1, MOST);
                assertThat(name.codePoints().noneMatch(Character::isISOControl)).isTrue();
                assertThat(name.codePoints().filter(Character::isSpaceChar).allMatch(c -> c == ' '))
                        .isTrue();
            }
        }
    }

    private static String random(Random random) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .map(_ -> character(random))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int character(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> ' ' + random.nextInt(95);
            case 1 -> 0x0300 + random.nextInt(0x70);
            case 2 -> 0x2000 + random.nextInt(0x70);
            case 3 -> random.nextInt(0x3100);
            case 4 -> random.nextInt(0xD800);
            default -> 0x10000 + random.nextInt(0x100000);
        };
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj("U+%04X "::formatted).toList().toString();
    }
}
