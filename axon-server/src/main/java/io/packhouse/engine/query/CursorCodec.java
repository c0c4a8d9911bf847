package io.packhouse.engine.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Encodes cursors as signed texts. The signature covers the list and its filter, so that a cursor
/// is valid for its own list only.
public final class CursorCodec {

    private static final int SIGNATURE = 16;
    private static final String SEPARATOR = "\u001f";

    private final SecretKeySpec key;

    public CursorCodec(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// `list` is the name of the list with its filter.
    public String text(String list, Cursor cursor) {
        var place = String.join(SEPARATOR, cursor.back() ? "-" : "+", cursor.key(), cursor.id())
                .getBytes(StandardCharsets.UTF_8);
        var signature = signature(list, place);
        var all = Arrays.copyOf(signature, SIGNATURE + place.length);
        System.arraycopy(place, 0, all, SIGNATURE, place.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    public Cursor read(String list, String text) {
        var all = decoded(text);
        var place = Arrays.copyOfRange(all, Math.min(SIGNATURE, all.length), all.length);
        var given = Arrays.copyOf(all, SIGNATURE);
        var parts = new String(place, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (!MessageDigest.isEqual(given, signature(list, place)) || parts.length != 3) {
            throw new InvalidCursorException("The cursor does not belong to this list and filter.");
        }
        return new Cursor(parts[1], parts[2], parts[0].equals("-"));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException("The cursor is malformed.");
        }
    }

    private byte[] signature(String list, byte[] place) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(place), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
        }
    }
}
