package io.packhouse.engine.image;

import static io.packhouse.engine.heavy.HeavyWork.Kind.IMAGE;

import io.packhouse.engine.heavy.HeavyWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The images as served: SVG unchanged, all others as copies made once and stored. The uploaded
/// file itself is never served, because its metadata may reveal place and camera.
public final class Renditions {

    private final ImageStore originals;
    private final FileImageStore copies;
    private final HeavyWork heavy;
    private final Map<String, FutureTask<Optional<byte[]>>> running = new ConcurrentHashMap<>();

    public Renditions(ImageStore originals, FileImageStore copies, HeavyWork heavy) {
        this.originals = originals;
        this.copies = copies;
        this.heavy = heavy;
    }

    /// At most that wide, or full size for null; empty when there is no such image. Concurrent
    /// requests for one copy share it.
    public Optional<byte[]> find(String name, @Nullable Integer width) {
        var copy = name + (width == null ? "-0" : "-" + width);
        var made = copies.get(copy);
        if (made.isPresent()) {
            return made;
        }
        var mine = new FutureTask<>(() -> make(name, copy, width));
        var others = running.putIfAbsent(copy, mine);
        if (others != null) {
            return result(others);
        }
        try {
            mine.run();
        } finally {
            running.remove(copy);
        }
        return result(mine);
    }

    private Optional<byte[]> make(String name, String copy, @Nullable Integer width) {
        var earlier = copies.get(copy);
        return earlier.isPresent() ? earlier : originals.get(name).map(bytes -> make(bytes, copy, width));
    }

    private byte[] make(byte[] original, String copy, @Nullable Integer width) {
        var mediaType = ImageMetadata.typeOf(original);
        if (mediaType.equals(ImageMetadata.SVG)) {
            return original;
        }
        var bytes = heavy.run(IMAGE, () -> RasterImages.copy(original, mediaType, width));
        copies.putDerived(copy, bytes);
        return bytes;
    }

    private static Optional<byte[]> result(FutureTask<Optional<byte[]>> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating a rendition", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
