package io.packhouse.identity.http;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code as a path of SVG, one unit for a module, with the quiet zone of four modules around it.
record QrCode(int size, String path) {

    private static final int QUIET = 4;

    static QrCode of(String text) {
        try {
            var modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            var path = new StringBuilder();
            for (var y = 0; y < modules.getHeight(); y++) {
                for (var x = 0; x < modules.getWidth(); x++) {
                    if (modules.get(x, y) == 1) {
                        path.append('M')
                                .append(x + QUIET)
                                .append(' ')
                                .append(y + QUIET)
                                .append("h1v1h-1z");
                    }
                }
            }
            return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text is too long for a QR code", e);
        }
    }
}
