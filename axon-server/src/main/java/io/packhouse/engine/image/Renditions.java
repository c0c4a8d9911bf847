package io.packhouse.engine.image;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Images as they are served: drawings as they are, all others as copies made once. What was
/// brought is never served itself, because it may say where and with what it was taken.
public final class Renditions {

    private static final int AT_ONCE = 2;

    private final ImageStore originals;
    private final ImageFolder copies;
    private final Semaphore working = new Semaphore(AT_ONCE);

    public Renditions(ImageStore originals, ImageFolder copies) {
        this.originals = originals;
        this.copies = copies;
    }

    /// At most that wide, or as wide as it is for null; empty when there is no such image. Two at
    /// once make the same copy, and either may be kept.
    public Optional<byte[]> find(String name, @Nullable Integer width) {
        var copy = name + (width == null ? "-0" : "-" + width);
        var made = copies.get(copy);
        if (made.isPresent()) {
            return made;
        }
        working.acquireUninterruptibly(); // Before the original, which may be large, is read.
        try {
            var earlier = copies.get(copy);
            return earlier.isPresent()
                    ? earlier
                    : originals.get(name).map(bytes -> made(bytes, copy, width));
        } finally {
            working.release();
        }
    }

    private byte[] made(byte[] original, String copy, @Nullable Integer width) {
        var mediaType = ImageFacts.typeOf(original);
        if (mediaType.equals(ImageFacts.SVG)) {
            return original;
        }
        var bytes = Raster.copy(original, mediaType, width);
        copies.putDerived(copy, bytes);
        return bytes;
    }
}
