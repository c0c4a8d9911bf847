package io.packhouse.engine.image;

import static io.packhouse.engine.image.ImageRejection.DECODING_TOO_COSTLY;

import io.packhouse.shared.api.CommandRejectedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The bytes of an image, readable for a limited time. A decoder cannot be stopped from outside,
/// but each asks for more bytes. CPU time counts, so that the result does not depend on the load.
final class CostlyInputException extends MemoryCacheImageInputStream {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration limit;
    private final long startNanos;

    /// Only on a platform thread: virtual threads have no CPU time of their own.
    CostlyInputException(byte[] bytes, Duration limit) {
        super(new ByteArrayInputStream(bytes));
        this.limit = limit;
        startNanos = THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public int read() throws IOException {
        requireTime();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        requireTime();
        return super.read(target, offset, length);
    }

    private void requireTime() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The request for this image was cancelled.");
        }
        if (THREADS.getCurrentThreadCpuTime() - startNanos > limit.toNanos()) {
            throw new CommandRejectedException(DECODING_TOO_COSTLY, Map.of("mostSeconds", limit.toSeconds()));
        }
    }
}
