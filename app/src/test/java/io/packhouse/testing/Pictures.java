package io.packhouse.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Images to bring.
public final class Pictures {

    private Pictures() {}

    public static byte[] png(int width, int height) {
        return written(width, height, "png");
    }

    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpeg");
    }

    /// A header that promises more pixels than there are.
    public static byte[] bomb(int width, int height) {
        return ByteBuffer.wrap(png(9, 9)).putInt(16, width).putInt(20, height).array();
    }

    public static byte[] svg(String inside) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\">"
                        + inside
                        + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] written(int width, int height, String format) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(
                    new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
