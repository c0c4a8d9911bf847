package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.admission.RequestShedException;
import io.packhouse.engine.admission.RequestSlot;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;

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

    /// Without the slot of the request, unless the whole body is there.
    void into(Target target) throws IOException {
        if (request.getInputStream().available() == request.getContentLength()) {
            copy(target);
            return;
        }
        try {
            RequestSlot.<@Nullable Void, IOException>freeBefore(() -> {
                copy(target);
                return null;
            });
        } catch (RequestShedException shed) {
            throw new ProblemException(Problem.OVERLOADED, shed.getMessage());
        }
    }

    private void copy(Target target) throws IOException {
        var begun = System.nanoTime();
        var body = request.getInputStream();
        var some = new byte[8_192];
        var total = 0;
        for (var read = read(body, some); read >= 0; read = read(body, some)) {
            total += read;
            if (total > most) {
                throw tooLarge(most);
            }
            take(total);
            target.write(some, 0, read);
            if (System.nanoTime() - begun > time.toNanos() + nanosOf(total)) {
                throw tooSlow();
            }
        }
    }

    private int read(InputStream body, byte[] some) throws IOException {
        try {
            return body.read(some);
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
