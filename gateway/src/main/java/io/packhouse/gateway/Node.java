package io.packhouse.gateway;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// One engine, what it said of itself when it was last asked, and how much it has to do for us.
final class Node {

    enum State {
        UNKNOWN,
        READY,
        UNREADY,
        SILENT
    }

    private final URI address;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Seen seen = new Seen(State.UNKNOWN, Instant.now());

    Node(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    State state() {
        return seen.state();
    }

    Instant since() {
        return seen.since();
    }

    boolean isReady() {
        return seen.state() == State.READY;
    }

    /// Whether that is news.
    synchronized boolean is(State state) {
        if (seen.state() == state) {
            return false;
        }
        seen = new Seen(state, Instant.now());
        return true;
    }

    int busy() {
        return busy.get();
    }

    void enter() {
        busy.incrementAndGet();
    }

    void leave() {
        busy.decrementAndGet();
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private record Seen(State state, Instant since) {}
}
