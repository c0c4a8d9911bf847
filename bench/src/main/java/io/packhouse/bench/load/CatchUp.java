package io.packhouse.bench.load;

import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.time.Duration;

/// Waits until every event processor has processed all events.
public final class CatchUp {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 50;

    private CatchUp() {}

    public static void await(MeasuredEngine engine) throws IOException, InterruptedException {
        var staff = new HttpCaller(engine.base(), engine.token(Role.ADMIN, 0));
        var until = System.nanoTime() + LONGEST.toNanos();
        while (isBehind(staff)) {
            if (System.nanoTime() > until) {
                throw new IOException("The projections do not catch up.");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isBehind(HttpCaller staff) throws IOException, InterruptedException {
        for (var processor : staff.get("/api/v1/operations/processors").path("items")) {
            if (processor.path("lag").asLong(1) > 0) {
                return true;
            }
        }
        return false;
    }
}
