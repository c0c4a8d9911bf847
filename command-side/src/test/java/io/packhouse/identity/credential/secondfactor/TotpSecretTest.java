package io.packhouse.identity.credential.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

    static final TotpSecret OF_THE_RFC = new TotpSecret(
            Base64.getEncoder().encodeToString("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheRfc(long seconds, String code) {
        var at = Instant.ofEpochSecond(seconds);
        assertThat(OF_THE_RFC.code(TotpSecret.stepAt(at))).isEqualTo(code);
        assertThat(OF_THE_RFC.stepOf(code, at)).hasValue(seconds / 30);
    }

    @Test
    void aCodeIsAcceptedThirtySecondsTooEarlyAndTooLateAndNotMore() {
        var code = OF_THE_RFC.code(100);
        for (var seconds : new long[] {99 * 30, 100 * 30, 100 * 30 + 29, 101 * 30, 101 * 30 + 29}) {
            assertThat(OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(seconds)))
                    .as("%s", seconds)
                    .hasValue(100);
        }
        for (var seconds : new long[] {98 * 30, 99 * 30 - 1, 102 * 30}) {
            assertThat(OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(seconds)))
                    .as("%s", seconds)
                    .isEmpty();
        }
    }

    @Test
    void anotherTextIsNoCode() {
        var at = Instant.ofEpochSecond(59);
        for (var text : new String[] {"", "28708", "2870820", "94287082", "-87082", "２８７０８２", "x".repeat(1000)}) {
            assertThat(OF_THE_RFC.stepOf(text, at)).as(text).isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void aCodeHasAsciiDigitsInEveryLanguage() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(OF_THE_RFC.code(1)).isEqualTo("287082");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSecretHas160RandomBitsAndIsNotPrinted() {
        var secrets = Stream.generate(TotpSecret::random).limit(100).toList();
        assertThat(secrets).doesNotHaveDuplicates().allSatisfy(secret -> {
            assertThat(secret.base32()).matches("[A-Z2-7]{32}");
            assertThat(secret.toString()).isEqualTo("TotpSecret[…]");
        });
        assertThat(OF_THE_RFC.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void anAppReadsTheAccountFromTheAddress() {
        var enrolment = Enrolment.of(OF_THE_RFC, "ada+shop@example.com", Instant.EPOCH);
        assertThat(enrolment.uri())
                .isEqualTo("otpauth://totp/Packhouse:ada%2Bshop%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Packhouse&algorithm=SHA1&digits=6&period=30");
        assertThat(enrolment.toString()).isEqualTo("Enrolment[…]");
    }
}
