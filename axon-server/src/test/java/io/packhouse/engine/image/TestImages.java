package io.packhouse.engine.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Test images: the left half red, the right half blue.
public final class TestImages {

    private TestImages() {}

    public static byte[] png(int width, int height) {
        return written(width, height, "png", BufferedImage.TYPE_INT_ARGB);
    }

    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpeg", BufferedImage.TYPE_INT_RGB);
    }

    /// A JPEG whose Exif data contains an orientation and a location.
    public static byte[] turnedJpeg(int width, int height, int orientation) {
        var plain = jpeg(width, height);
        var exif = ByteBuffer.allocate(100);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 2);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0);
        exif.putShort((short) 0x010f).putShort((short) 2).putInt(16).putInt(38).putInt(0);
        exif.put("SecretCamera 48N".getBytes(StandardCharsets.US_ASCII)).flip();
        var turned = ByteBuffer.allocate(plain.length + exif.limit() + 4);
        turned.put(plain, 0, 2).put((byte) 0xff).put((byte) 0xe1);
        turned.putShort((short) (exif.limit() + 2)).put(exif).put(plain, 2, plain.length - 2);
        return turned.array();
    }

    /// A header that announces that many pixels, without any pixel data.
    public static byte[] bomb(int width, int height) {
        var header = ByteBuffer.allocate(33);
        header.putLong(0x8950_4e47_0d0a_1a0aL).putInt(13);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 2).put(new byte[3]);
        var sum = new CRC32();
        sum.update(header.array(), 12, 17);
        return header.putInt((int) sum.getValue()).array();
    }

    /// A grey JPEG that repeats its last scan that many times. Each scan has a few bytes and costs
    /// as much as the image is large.
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

    /// With a text that unpacks to that many megabytes.
    public static byte[] textBomb(int megabytes) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        try (var deflate = new DeflaterOutputStream(packed)) {
            for (var i = 0; i < megabytes; i++) {
                deflate.write(new byte[1_000_000]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withChunk(indexed(), "zTXt", packed.toByteArray());
    }

    /// Inserted after the header, which has 33 bytes.
    private static byte[] withChunk(byte[] png, String type, byte[] data) {
        var chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        var sum = new CRC32();
        sum.update(chunk.array(), 4, data.length + 4);
        chunk.putInt((int) sum.getValue());
        return ByteBuffer.allocate(png.length + chunk.capacity())
                .put(png, 0, 33)
                .put(chunk.array())
                .put(png, 33, png.length - 33)
                .array();
    }

    private static byte[] indexed() {
        return written(9, 9, "png", BufferedImage.TYPE_BYTE_INDEXED);
    }

    public static byte[] svg(String inside) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\">" + inside + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] written(int width, int height, String format, int type) {
        var image = new BufferedImage(width, height, type);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
