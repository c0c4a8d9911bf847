package io.packhouse.shared.api;

import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids with a type prefix: the prefix, `_`, and a UUIDv7 in 26 characters of Crockford base32
/// (<https://github.com/jetify-com/typeid>, version 0.3.0).
public final class TypeId {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern SUFFIX = Pattern.compile("[0-7][" + ALPHABET + "]{25}");

    private TypeId() {}

    public static String text(String prefix, UUID id) {
        var rest = new BigInteger(1, bytes(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        var text = new char[26];
        for (var i = 25; i >= 0; i--) {
            text[i] = ALPHABET.charAt(rest.intValue() & 31);
            rest = rest.shiftRight(5);
        }
        return prefix + "_" + new String(text);
    }

    /// Returns the text when it is an id with that prefix, and throws otherwise.
    public static String require(String prefix, String text) {
        if (!text.startsWith(prefix + "_")) {
            throw new IllegalArgumentException("not an id of the kind %s_…: %s".formatted(prefix, text));
        }
        if (!SUFFIX.matcher(text.substring(prefix.length() + 1)).matches()) {
            throw new IllegalArgumentException("not a well-formed %s_ id (26 characters of %s): %s"
                    .formatted(prefix, ALPHABET.toUpperCase(Locale.ROOT), text));
        }
        return text;
    }

    private static byte[] bytes(long high, long low) {
        var bytes = new byte[16];
        for (var i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return bytes;
    }
}
