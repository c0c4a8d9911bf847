package io.packhouse.testing;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

/// An authenticator app on a phone whose clock is that of the engine.
public final class AuthenticatorApp {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecretKeySpec key;
    private final Clock clock;

    /// With a secret of 160 bits in Base32.
    public AuthenticatorApp(String secret, RunningEngine engine) {
        var number = secret.chars()
                .mapToObj(one -> BigInteger.valueOf(ALPHABET.indexOf(one)))
                .reduce(BigInteger.ZERO, (all, one) -> all.shiftLeft(5).add(one));
        var bytes = number.add(BigInteger.ONE.shiftLeft(160)).toByteArray(); // A leading 1 keeps leading zeros.
        key = new SecretKeySpec(Arrays.copyOfRange(bytes, 1, bytes.length), "RAW");
        clock = engine.bean(Clock.class);
    }

    public String code() {
        return code(clock.instant().getEpochSecond() / 30);
    }

    /// A code that is right neither now nor half a minute before or after.
    public String wrongCode() {
        var now = clock.instant().getEpochSecond() / 30;
        var right =
                LongStream.rangeClosed(now - 3, now + 3).mapToObj(this::code).toList();
        return LongStream.range(0, 10)
                .mapToObj("%06d"::formatted)
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private String code(long step) {
        try {
            return new HmacOneTimePasswordGenerator(6).generateOneTimePasswordString(key, step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
