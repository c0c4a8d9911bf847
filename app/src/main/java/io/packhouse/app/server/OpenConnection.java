package io.packhouse.app.server;

import java.util.function.LongSupplier;

/// A connection, its phase and the start of the phase.
final class OpenConnection {

    /// New; receiving a head; processing a request; reading the rest of a body after the response;
    /// idle.
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

    /// The first bytes of a head arrived. The time of the first head counts from the connect.
    void headBegins() {
        if (phase == Phase.NEW) {
            phase = Phase.HEAD;
        } else if (phase != Phase.HEAD) {
            become(Phase.HEAD);
        }
    }

    /// No data, or only empty lines, which do not extend the time.
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
