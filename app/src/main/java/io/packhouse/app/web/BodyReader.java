package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.apache.coyote.BadRequestException;

/// Reads a body to its end: not more than may be sent here, nor more than there is room for, nor
/// more slowly than leaves room for others.
final class BodyReader implements AutoCloseable {

    /// So many bytes of each body are free, so that small requests are taken whatever large ones
    /// do.
    private static final int FREE = 16_384;

    /// Whoever sends less in a second is too slow.
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

    void into(Target target) throws IOException {
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

    private static int read(InputStream body, byte[] some) throws IOException {
        try {
            return body.read(some);
        } catch (IOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw tooSlow();
            }
            if (e instanceof BadRequestException) {
                throw new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        "The body is not in the coding that the headers name.");
            }
            throw e;
        }
    }

    private void take(int total) {
        var more = total - FREE - taken;
        if (more > 0) {
            if (!budget.take(more)) {
                throw new ProblemException(
                        Problem.OVERLOADED, "Too many bodies are being read at the moment.");
            }
            taken += more;
        }
    }

    /// The body is not needed any more.
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
                Problem.TOO_LARGE,
                "A body may have " + most + " bytes here.",
                Map.of("mostBytes", most));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.TOO_SLOW, "The body did not come in time.");
    }
}
