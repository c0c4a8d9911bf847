package io.packhouse.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

public class StripeSignatureTest {

    static final String SECRET = "whsec_test_secret";
    public static final String RIGHT = "4f1cd7feda9826e746b7d482c4badebb657398df1099e1046364f6196a230150";
    public static final byte[] BODY =
            "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}".getBytes(StandardCharsets.UTF_8);

    final Instant signedAt = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void readsWhatTheSdkSigns() {
        assertThat(isOf("t=1700000000,v1=" + RIGHT)).isTrue();
        assertThat(isOf("t=1700000000,v1=00,v1=" + RIGHT + ",v0=6fdd")).isTrue();
        assertThat(isOf("t=1700000001,v1=" + RIGHT)).isFalse();
        assertThat(isOf("t=1700000000,v0=" + RIGHT)).isFalse();
        assertThat(isOf("t=1700000000,v1=" + RIGHT.toUpperCase(java.util.Locale.ROOT)))
                .isFalse();
    }

    @Test
    void acceptsEitherSecretDuringARotation() {
        var signature = StripeSignature.read("t=1700000000,v1=" + RIGHT);
        assertThat(signature.isOf(BODY, List.of("whsec_new", SECRET))).isTrue();
        assertThat(signature.isOf(BODY, List.of("whsec_new"))).isFalse();
        assertThat(signature.isOf(BODY, List.of())).isFalse();
    }

    @Test
    void isFreshForFiveMinutesEitherWay() {
        var signature = StripeSignature.read("t=1700000000,v1=" + RIGHT);
        assertThat(signature.isFresh(signedAt.plusSeconds(300))).isTrue();
        assertThat(signature.isFresh(signedAt.plusSeconds(301))).isFalse();
        assertThat(signature.isFresh(signedAt.minusSeconds(300))).isTrue();
        assertThat(signature.isFresh(signedAt.minusSeconds(301))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "t=x,v1=a", "t=1700000000,v1", "t=,v1=", "i", ",,,", "t=-1,v1=a"})
    void refusesMalformedHeaders(String header) {
        assertThat(StripeSignature.read(header).isOf(BODY, List.of(SECRET))).isFalse();
    }

    private static boolean isOf(String header) {
        return StripeSignature.read(header).isOf(BODY, List.of(SECRET));
    }
}
