package io.packhouse.engine.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Removes from a PNG the chunks that its pixels do not need. Texts and color profiles are
/// compressed, and the JDK's reader unpacks them completely: a megabyte can become a gigabyte.
final class PngPixels {

    private static final int SIGNATURE = 8;
    private static final int AROUND_DATA = 12; // Length, type and checksum.
    private static final String END = "IEND";
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", END);

    private PngPixels() {}

    static byte[] only(byte[] bytes) {
        var png = ByteBuffer.wrap(bytes);
        var pixels = new ByteArrayOutputStream(bytes.length);
        pixels.write(bytes, 0, Math.min(SIGNATURE, bytes.length));
        var at = SIGNATURE;
        var type = "";
        while (at + AROUND_DATA <= bytes.length && !type.equals(END)) {
            var length = png.getInt(at);
            if (length < 0 || length > bytes.length - at - AROUND_DATA) {
                break; // Truncated: the reader reports it.
            }
            type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (NEEDED.contains(type)) {
                pixels.write(bytes, at, length + AROUND_DATA);
            }
            at += length + AROUND_DATA;
        }
        return pixels.toByteArray();
    }
}
