package io.packhouse.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {

    static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void hasAPrefixThatPeopleSeeAndASecretOf256Bits() {
        var prefix = ApiKeySecret.newPrefix(RANDOM);
        var secret = ApiKeySecret.create(prefix, RANDOM);
        assertThat(prefix).matches("phk_[0-9A-Za-z]{8}");
        assertThat(secret.text()).startsWith(prefix + "_").matches("phk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
        assertThat(secret.isWellFormed()).isTrue();
        assertThat(43 * Math.log(62) / Math.log(2)).isGreaterThan(256);
    }

    /// The checksum is the CRC-32 of what precedes it, in base62 as in GitHub's tokens; computed here by hand.
    @Test
    void endsInTheChecksumOfTheRest() {
        var text = "phk_00000000_" + "0".repeat(43);
        var crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var digits = new StringBuilder();
        for (var rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.insert(0, alphabet.charAt((int) (rest % 62)));
        }
        assertThat(new ApiKeySecret(text + digits).isWellFormed()).isTrue();
    }

    @Test
    void oneWrongCharacterIsNoticed() {
        var text = ApiKeySecret.create(ApiKeySecret.newPrefix(RANDOM), RANDOM).text();
        for (var i = 4; i < text.length(); i++) {
            var other = text.charAt(i) == 'a' ? 'b' : 'a';
            var wrong = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(new ApiKeySecret(wrong).isWellFormed()).as(wrong).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "phk_", "phk_abcdefgh_", "phk_abcdefgh_ü", "PHK_abcdefgh_1", "pk_live_abcdefgh"})
    void anotherTextIsNoKey(String text) {
        assertThat(new ApiKeySecret(text).isWellFormed()).isFalse();
    }

    @Test
    void neverRepeatsAndNeverPrintsItself() {
        var all = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            all.add(ApiKeySecret.create("phk_abcdefgh", RANDOM).text());
        }
        assertThat(all).hasSize(1_000);
        assertThat(new ApiKeySecret("phk_secret").toString()).doesNotContain("secret");
    }
}
