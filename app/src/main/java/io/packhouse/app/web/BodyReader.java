package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.admission.RequestSlot;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.apache.coyote.BadRequestException;

/// Reads a body completely, within the limits of size, total memory and time.
final class BodyReader implements AutoCloseable {

    /// Bytes of each body that do not count, so that small requests succeed even while large ones
    /// use up the limit.
    private static final int FREE = 16_384;

    /// The minimum rate in bytes per second.
    private static final int LEAST_A_SECOND = 16_384;

    private final HttpServletRequest request;
    private final int most;
    private final BodyBudget budget;
    private final Duration time;
    private final byte[] buffer = new byte[8_192];
    private long startNanos;
    private int total;
    private long taken;

    BodyReader(HttpServletRequest request, int most, BodyBudget budget, Duration time) {
        this.request = request;
        this.most = most;
        this.budget = budget;
        this.time = time;
    }

    interface Target {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /// What is there is read at once; the request waits for the rest without its slot.
    void into(Target target) throws IOException {
        startNanos = System.nanoTime();
        if (!copy(target, false)) {
            RequestSlot.<Boolean, IOException>reacquiredAfter(() -> copy(target, true));
        }
    }

    /// As [#into], for a large body, which would be sent in vain if there were no slot for it then.
    void intoFile(Target target) throws IOException {
        startNanos = System.nanoTime();
        RequestSlot.<Boolean, IOException>releasedWhile(() -> copy(target, true));
    }

    /// Whether the body has ended. Without waiting it stops where nothing more is there.
    private boolean copy(Target target, boolean mayWait) throws IOException {
        var body = request.getInputStream();
        while (mayWait || isThere(body)) {
            var read = read(body);
            if (read < 0) {
                return true;
            }
            total += read;
            if (total > most) {
                throw tooLarge(most);
            }
            take(total);
            target.write(buffer, 0, read);
            if (System.nanoTime() - startNanos > time.toNanos() + nanosOf(total)) {
                throw tooSlow();
            }
        }
        return false;
    }

    /// Whether a read returns at once: with bytes, or with the end.
    private boolean isThere(InputStream body) throws IOException {
        var length = request.getContentLengthLong();
        var isAtEnd = length < 0 ? request.getHeader("Transfer-Encoding") == null : total == length;
        return isAtEnd || body.available() > 0;
    }

    private int read(InputStream body) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw tooSlow();
            }
            if (e instanceof BadRequestException) {
                throw new ProblemException(
                        Problem.MALFORMED_REQUEST, "The body does not have the encoding of the headers.");
            }
            throw e;
        }
    }

    private void take(int total) {
        var more = total - FREE - taken;
        if (more > 0) {
            if (!budget.take(more)) {
                throw new ProblemException(Problem.OVERLOADED, "Too many bodies are being read at the moment.");
            }
            taken += more;
        }
    }

    /// Releases the reserved memory.
    @Override
    public void close() {
        budget.give(taken);
        taken = 0;
    }

    private static long nanosOf(long bytes) {
        return bytes * Duration.ofSeconds(1).toNanos() / LEAST_A_SECOND;
    }

    static ProblemException tooLarge(int most) {
        return new ProblemException(
                Problem.TOO_LARGE, "The limit for this body is " + most + " bytes.", Map.of("mostBytes", most));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.TOO_SLOW, "The body was not received in time.");
    }
}
