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

/// The bytes of an image, for as long as decoding them may go on. A decoder cannot be stopped from
/// outside, but each comes back for more bytes. What counts is the time of the processor, so that
/// the answer does not depend on what else goes on.
final class CostlyInputException extends MemoryCacheImageInputStream {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration most;
    private final long begun;

    /// Only on a platform thread: others have no time of their own.
    CostlyInputException(byte[] bytes, Duration most) {
        super(new ByteArrayInputStream(bytes));
        this.most = most;
        begun = THREADS.getCurrentThreadCpuTime();
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
            throw new InterruptedIOException("Nobody waits for this image any more.");
        }
        if (THREADS.getCurrentThreadCpuTime() - begun > most.toNanos()) {
            throw new CommandRejectedException(
                    DECODING_TOO_COSTLY, Map.of("mostSeconds", most.toSeconds()));
        }
    }
}
