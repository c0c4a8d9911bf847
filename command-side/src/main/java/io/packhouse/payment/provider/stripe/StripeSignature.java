package io.packhouse.payment.provider.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `Stripe-Signature: t=…,v1=…[,v1=…]` over the raw bytes. Not the SDK's check, because that
/// accepts any future time and throws on malformed headers.
public record StripeSignature(long signedAtSeconds, List<byte[]> signatures) {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MOST_DIGITS = 12;
    private static final long NEVER = -1;

    public static StripeSignature read(@Nullable String header) {
        var parts = header == null ? List.<String>of() : Arrays.asList(header.split(",", -1));
        return new StripeSignature(
                parts.stream()
                        .map(String::strip)
                        .filter(part -> part.startsWith("t="))
                        .mapToLong(part -> seconds(part.substring(2)))
                        .findFirst()
                        .orElse(NEVER),
                parts.stream()
                        .map(String::strip)
                        .filter(part -> part.startsWith("v1="))
                        .map(part -> part.substring(3).getBytes(StandardCharsets.US_ASCII))
                        .toList());
    }

    public boolean isOf(byte[] body, List<String> secrets) {
        return secrets.stream()
                .map(secret -> sign(body, secret))
                .anyMatch(right -> signatures.stream().anyMatch(s -> equal(s, right)));
    }

    public boolean isFresh(Instant now) {
        return Math.abs(now.getEpochSecond() - signedAtSeconds) <= TOLERANCE.toSeconds();
    }

    private byte[] sign(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((signedAtSeconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    private static boolean equal(byte[] given, byte[] right) {
        return MessageDigest.isEqual(given, right);
    }

    private static long seconds(String text) {
        var number = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? Long.parseLong(text) : NEVER;
    }
}
