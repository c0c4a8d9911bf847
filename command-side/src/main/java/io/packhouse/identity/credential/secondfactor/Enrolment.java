package io.packhouse.identity.credential.secondfactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What an authenticator app needs: the secret in Base32, and the same as an address that apps read from a QR code.
/// A code of the app confirms it until `expiresAt`.
public record Enrolment(String secret, String uri, Instant expiresAt) {

    private static final String ISSUER = "Packhouse";

    static Enrolment of(TotpSecret secret, String account, Instant expiresAt) {
        var uri = "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%s&period=%s"
                .formatted(
                        ISSUER, encoded(account), secret.base32(), ISSUER, TotpSecret.DIGITS, TotpSecret.STEP_SECONDS);
        return new Enrolment(secret.base32(), uri, expiresAt);
    }

    /// Never the secret: a log may print it.
    @Override
    public String toString() {
        return "Enrolment[…]";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
