package io.packhouse.testing;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An auditor's client: it reads the event log from its last position, again and again, and
/// continues there when the engine is back.
public final class LogFollower implements Runnable {

    private final Supplier<Client> auditor;
    private final List<String> seen = new ArrayList<>();
    private volatile boolean over;
    private long last;

    public LogFollower(Supplier<Client> auditor) {
        this.auditor = auditor;
    }

    @Override
    public void run() {
        var client = auditor.get();
        while (!over) {
            readOn(client);
            pause();
        }
        while (readOn(client)) {
            // Until a page is empty.
        }
    }

    private boolean readOn(Client client) {
        try {
            var page = client.get("/api/v1/audit/events?limit=1000&after=" + last);
            if (page.status() != 200) {
                return false;
            }
            for (var event : page.body().path("items")) {
                last = event.path("position").asLong();
                seen.add(last + " " + event.path("stream").asString());
            }
            return !page.body().path("items").isEmpty();
        } catch (UncheckedIOException e) {
            return false; // The engine is down and will be started again.
        }
    }

    /// Position and stream of every event, as received. Stops the follower.
    public List<String> seen(Thread follower) throws InterruptedException {
        over = true;
        follower.join();
        return List.copyOf(seen);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
