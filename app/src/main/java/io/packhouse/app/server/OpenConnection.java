package io.packhouse.app.server;

import java.util.function.LongSupplier;

/// One connection: what it is at, and since when.
final class OpenConnection {

    /// Nothing has come yet; a part of a head has; a request is being answered; it has been, and
    /// what is left of its body is read; the next one is waited for.
    enum Phase {
        NEW,
        HEAD,
        REQUEST,
        ANSWERED,
        IDLE
    }

    private final Object address;
    private final boolean isSpare;
    private final Runnable closing;
    private final LongSupplier nanoTime;
    private volatile Phase phase = Phase.NEW;
    private volatile long since;

    OpenConnection(Object address, boolean isSpare, Runnable closing, LongSupplier nanoTime) {
        this.address = address;
        this.isSpare = isSpare;
        this.closing = closing;
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    Object address() {
        return address;
    }

    boolean isSpare() {
        return isSpare;
    }

    long since() {
        return since;
    }

    boolean isWaiting() {
        return phase != Phase.REQUEST;
    }

    boolean isLate(ConnectionLimits limits) {
        var most = phase == Phase.IDLE ? limits.idle() : limits.head();
        return isWaiting() && nanoTime.getAsLong() - since > most.toNanos();
    }

    void requestBegins() {
        become(Phase.REQUEST);
    }

    void requestEnds() {
        become(Phase.ANSWERED);
    }

    /// A part of a head is here. The first one has the time since the connection was opened.
    void headBegins() {
        if (phase == Phase.NEW) {
            phase = Phase.HEAD;
        } else if (phase != Phase.HEAD) {
            become(Phase.HEAD);
        }
    }

    /// Nothing is here but, perhaps, empty lines: they win no time.
    void rests() {
        if (phase == Phase.REQUEST || phase == Phase.ANSWERED) {
            become(Phase.IDLE);
        }
    }

    void close() {
        closing.run();
    }

    private void become(Phase next) {
        since = nanoTime.getAsLong();
        phase = next;
    }
}
