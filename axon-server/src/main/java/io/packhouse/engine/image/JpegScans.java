package io.packhouse.engine.image;

import static io.packhouse.engine.image.ImageRejection.NOT_AN_IMAGE;
import static io.packhouse.engine.image.ImageRejection.TOO_MANY_SCANS;

import io.packhouse.shared.api.CommandRejectedException;
import java.util.Map;

/// Counts the scans of a JPEG. Each scan costs as much as the image is large, however few bytes it
/// has; cameras and programs write a dozen at most.
final class JpegScans {

    private static final int MAXIMUM = 100;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;

    private JpegScans() {}

    /// Follows the markers as a decoder does, so that both count the same.
    static void requireFew(byte[] bytes) {
        var scans = 0;
        var at = marker(bytes, 2);
        while (at < bytes.length && code(bytes, at) != END) {
            if (code(bytes, at) == START_OF_SCAN) {
                scans++;
            }
            at = marker(bytes, at + 1 + length(bytes, at));
        }
        if (scans > MAXIMUM) {
            throw new CommandRejectedException(TOO_MANY_SCANS, Map.of("scans", scans, "most", MAXIMUM));
        }
    }

    /// The index of the next marker code: after FF, and neither 00, which makes FF a byte of a
    /// scan, nor FF, which is padding.
    private static int marker(byte[] bytes, int from) {
        var at = from + 1;
        while (at < bytes.length) {
            if (code(bytes, at - 1) == 0xff && code(bytes, at) != 0 && code(bytes, at) != 0xff) {
                return at;
            }
            at++;
        }
        return at;
    }

    /// The length of a marker's segment; restart markers and the like have none.
    private static int length(byte[] bytes, int marker) {
        var code = code(bytes, marker);
        if (code == 0x01 || (code >= 0xd0 && code <= 0xd8)) {
            return 0;
        }
        if (marker + 2 >= bytes.length) {
            return 0;
        }
        var length = code(bytes, marker + 1) << 8 | code(bytes, marker + 2);
        if (length < 2) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
        return length;
    }

    private static int code(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }
}
