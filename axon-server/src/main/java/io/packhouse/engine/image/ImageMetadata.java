package io.packhouse.engine.image;

/// Media type and size of an image, read from its bytes. The size in pixels is the displayed one.
public record ImageMetadata(String mediaType, int width, int height) {

    public static final String PNG = "image/png";
    public static final String JPEG = "image/jpeg";
    public static final String SVG = "image/svg+xml";

    /// Reads the image completely. Throws an [ImageRejection] when it is not acceptable.
    public static ImageMetadata of(byte[] bytes) {
        return switch (typeOf(bytes)) {
            case SVG -> SvgSanitizer.check(bytes);
            case String raster -> RasterImages.check(bytes, raster);
        };
    }

    /// The type of bytes that [#of] has accepted, by their first bytes.
    public static String typeOf(byte[] bytes) {
        if (begins(bytes, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        return begins(bytes, 0xff, 0xd8, 0xff) ? JPEG : SVG;
    }

    private static boolean begins(byte[] bytes, int... wanted) {
        for (var i = 0; i < wanted.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
