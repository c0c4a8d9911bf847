package io.packhouse.identity.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The text of a key, in the form of GitHub's tokens: a prefix that secret scanners find, random characters of base62,
/// and their CRC-32 in six such characters, by which a mistyped or invented key is refused without a query.
///
/// `phk_` is ours alone; `pk_live_` would be taken for a publishable key of Stripe.
record ApiKeySecret(String text) {

    static final String MARK = "phk_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX = 8;
    private static final int SECRET = 43; // 256 bits.
    private static final int CHECKSUM = 6;
    private static final Pattern FORM =
            Pattern.compile(MARK + "[0-9A-Za-z]{" + PREFIX + "}_[0-9A-Za-z]{" + (SECRET + CHECKSUM) + "}");

    /// A new key; with the prefix of the key that it replaces.
    static ApiKeySecret create(String prefix, SecureRandom random) {
        var text = prefix + "_" + characters(SECRET, random);
        return new ApiKeySecret(text + checksum(text));
    }

    /// The public beginning of a new key.
    static String newPrefix(SecureRandom random) {
        return MARK + characters(PREFIX, random);
    }

    boolean isWellFormed() {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        var checked = text.length() - CHECKSUM;
        return checksum(text.substring(0, checked)).equals(text.substring(checked));
    }

    /// A fast hash is right for 256 random bits: no list of guesses contains them, so nothing is gained by a slow one,
    /// which every request would pay for.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiKeySecret[…]";
    }

    private static String characters(int count, SecureRandom random) {
        var text = new StringBuilder(count);
        for (var i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        var rest = crc.getValue();
        var digits = new char[CHECKSUM];
        for (var i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
