package io.packhouse.engine.image;

import static io.packhouse.engine.image.ImageRejection.NOT_AN_IMAGE;
import static io.packhouse.engine.image.ImageRejection.TOO_MANY_PIXELS;

import io.packhouse.shared.api.CommandRejectedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/// Decodes raster images. Only as many pixels are kept in memory as needed: rows and columns are
/// skipped while reading.
final class RasterImages {

    static final long MOST_PIXELS = 40_000_000;
    private static final int MOST_OF_A_SIDE = 30_000; // Several copies of a row are in memory.

    /// A rendition may cost more than the check of the upload; otherwise an accepted image might
    /// never be shown.
    private static final Duration MOST_OF_A_CHECK = Duration.ofSeconds(5);

    private static final Duration MOST_OF_A_COPY = Duration.ofSeconds(15);
    private static final int MOST_WIDE = 2560;
    private static final long MOST_IN_MEMORY = 16_000_000;
    private static final int ENOUGH_TO_CHECK = 256;
    private static final byte APP1 = (byte) 0xe1;
    private static final float QUALITY = .85f;

    interface Task<T> {
        T on(ImageReader reader) throws IOException;
    }

    private RasterImages() {}

    static ImageMetadata check(byte[] bytes, String mediaType) {
        return reading(bytes, mediaType, MOST_OF_A_CHECK, reader -> {
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            decode(reader, ENOUGH_TO_CHECK);
            return lies(orientation(bytes, mediaType))
                    ? new ImageMetadata(mediaType, height, width)
                    : new ImageMetadata(mediaType, width, height);
        });
    }

    /// An upright copy without metadata of camera, place or time; at most `width` pixels wide or,
    /// without it, 2560.
    static byte[] copy(byte[] bytes, String mediaType, @Nullable Integer width) {
        return reading(bytes, mediaType, MOST_OF_A_COPY, reader -> {
            var orientation = orientation(bytes, mediaType);
            var seen = lies(orientation) ? reader.getHeight(0) : reader.getWidth(0);
            var wanted = Math.min(width == null ? MOST_WIDE : width, seen);
            var upright = upright(decode(reader, wanted), orientation);
            var out = new ByteArrayOutputStream();
            var copy = Thumbnails.of(upright).outputFormat(format(mediaType));
            (upright.getWidth() <= wanted ? copy.scale(1) : copy.width(wanted))
                    .outputQuality(QUALITY)
                    .toOutputStream(out);
            return out.toByteArray();
        });
    }

    /// Decodes at least twice the wanted pixels across, if the image has them.
    private static BufferedImage decode(ImageReader reader, int wanted) throws IOException {
        var parameters = reader.getDefaultReadParam();
        var width = (long) reader.getWidth(0);
        var height = (long) reader.getHeight(0);
        var step = (int) Math.max(1, Math.min(width, height) / (2L * wanted));
        while (width * height / step / step > MOST_IN_MEMORY) {
            step++;
        }
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static BufferedImage upright(BufferedImage image, @Nullable Orientation orientation) {
        return orientation == null
                ? image
                : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
    }

    /// Parsed here, because the JDK's metadata reader fails on many cameras' photographs.
    private static @Nullable Orientation orientation(byte[] bytes, String mediaType) {
        if (!mediaType.equals(ImageMetadata.JPEG)) {
            return null;
        }
        var file = ByteBuffer.wrap(bytes).position(2);
        while (file.remaining() > 4 && (file.getShort() & 0xff00) == 0xff00) {
            var exif = bytes[file.position() - 1] == APP1;
            var length = (file.getShort() & 0xffff) - 2;
            if (length < 0 || length > file.remaining()) {
                return null;
            }
            var segment = new byte[length];
            file.get(segment);
            if (exif && new String(segment, StandardCharsets.ISO_8859_1).startsWith("Exif")) {
                return ExifUtils.getOrientationFromExif(segment);
            }
        }
        return null;
    }

    private static boolean lies(@Nullable Orientation orientation) {
        return switch (orientation) {
            case LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM -> true;
            case null, default -> false;
        };
    }

    private static String format(String mediaType) {
        return mediaType.substring("image/".length());
    }

    static <T> T reading(byte[] bytes, String mediaType, Duration limit, Task<T> task) {
        var isPng = mediaType.equals(ImageMetadata.PNG);
        if (!isPng) {
            JpegScans.requireFew(bytes);
        }
        var input = new CostlyInputException(isPng ? PngPixels.only(bytes) : bytes, limit);
        var reader = ImageIO.getImageReadersByMIMEType(mediaType).next();
        try (input) {
            reader.setInput(input);
            requireFewPixels(reader);
            return task.on(reader);
        } catch (CommandRejectedException commandRejectedException) {
            throw commandRejectedException;
        } catch (IOException | RuntimeException e) { // Readers throw either for corrupt bytes.
            throw new CommandRejectedException(NOT_AN_IMAGE, Map.of("mediaType", mediaType));
        } finally {
            reader.dispose();
        }
    }

    /// Reads the header only; nothing is decoded.
    private static void requireFewPixels(ImageReader reader) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if (Math.max(width, height) > MOST_OF_A_SIDE || (long) width * height > MOST_PIXELS) {
            throw new CommandRejectedException(TOO_MANY_PIXELS, Map.of("width", width, "height", height));
        }
    }
}
