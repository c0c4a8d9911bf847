package io.packhouse.inventory.command;

import java.time.Duration;
import java.time.Instant;

/// One promise as its item remembers it. A decided one is remembered for a day after its expiry, so
/// that a late or repeated request gets the same answer.
record Reservation(State state, int quantity, Instant expiresAt) {

    private static final Duration REMEMBERED = Duration.ofHours(25);

    enum State {
        HELD,
        COMMITTED,
        REFUSED,
        RELEASED,
        EXPIRED,
        DISPATCHED
    }

    static Reservation held(int quantity, Instant expiresAt) {
        return new Reservation(State.HELD, quantity, expiresAt);
    }

    static Reservation decided(State state, Instant expiresAt) {
        return new Reservation(state, 0, expiresAt);
    }

    Reservation in(State next) {
        return new Reservation(next, quantity, expiresAt);
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    int promised() {
        return isHeld() || isCommitted() ? quantity : 0;
    }

    boolean isForgottenBy(Instant time) {
        return promised() == 0 && expiresAt.isBefore(time.minus(REMEMBERED));
    }
}
