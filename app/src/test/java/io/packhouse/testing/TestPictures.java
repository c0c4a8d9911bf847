package io.packhouse.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Images to upload.
public final class TestPictures {

    private TestPictures() {}

    public static byte[] png(int width, int height) {
        return written(width, height, "png");
    }

    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpeg");
    }

    /// A header with more pixels than the file has.
    public static byte[] bomb(int width, int height) {
        return ByteBuffer.wrap(png(9, 9)).putInt(16, width).putInt(20, height).array();
    }

    /// Grey, with its last scan repeated. Each scan has a few bytes and takes as long as the image
    /// is large.
    public static byte[] scans(int side, int repeats) {
        var plain = progressive(side);
        var end = plain.length - 2;
        var begin = end - 2;
        while (plain[begin] != (byte) 0xff || plain[begin + 1] != (byte) 0xda) {
            begin--;
        }
        var image = ByteBuffer.allocate(plain.length + repeats * (end - begin)).put(plain, 0, end);
        for (var i = 0; i < repeats; i++) {
            image.put(plain, begin, end - begin);
        }
        return image.put(plain, end, 2).array();
    }

    private static byte[] progressive(int side) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new ByteArrayOutputStream();
                var file = new MemoryCacheImageOutputStream(out)) {
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(file);
            var grey = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            writer.write(null, new IIOImage(grey, null, null), how);
            file.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    public static byte[] svg(String inside) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\">" + inside + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] written(int width, int height, String format) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
