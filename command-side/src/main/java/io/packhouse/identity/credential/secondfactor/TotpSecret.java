package io.packhouse.identity.credential.secondfactor;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// What an authenticator app and the engine share (RFC 6238: SHA-1, six digits, thirty seconds), in Base64.
record TotpSecret(String base64) {

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /// As RFC 4226 recommends.
    private static final int BYTES = 20;

    /// How far the clock of the phone may be off, in steps.
    private static final int TOLERANCE = 1;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HmacOneTimePasswordGenerator CODES = new HmacOneTimePasswordGenerator(DIGITS);

    static TotpSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(Base64.getEncoder().encodeToString(bytes));
    }

    static long stepAt(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }

    /// As people type it into an app.
    String base32() {
        return Base32.encode(bytes());
    }

    String code(long step) {
        try {
            return CODES.generateOneTimePasswordString(new SecretKeySpec(bytes(), "RAW"), step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC accepts every key", e);
        }
    }

    /// The step that the code belongs to: the current one, or one before or after it. Empty for a wrong code. All are
    /// compared, so that the time does not show which.
    OptionalLong stepOf(String code, Instant now) {
        var current = stepAt(now);
        var given = code.getBytes(StandardCharsets.UTF_8);
        var found = OptionalLong.empty();
        for (var step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), given)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /// Never the secret: a log may print it.
    @Override
    public String toString() {
        return "TotpSecret[…]";
    }

    private byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
