package io.packhouse.inventory.command;

import io.packhouse.inventory.api.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One promise as its item remembers it. A decided one is remembered for a day after its expiry, so
/// that a late or repeated request gets the same answer.
record Reservation(State state, @Nullable OwnerReference owner, int quantity, Instant expiresAt) {

    private static final Duration REMEMBERED = Duration.ofHours(25);

    enum State {
        HELD,
        COMMITTED,
        REFUSED,
        RELEASED,
        EXPIRED,
        DISPATCHED
    }

    static Reservation held(OwnerReference owner, int quantity, Instant expiresAt) {
        return new Reservation(State.HELD, owner, quantity, expiresAt);
    }

    static Reservation decided(State state, Instant expiresAt) {
        return new Reservation(state, null, 0, expiresAt);
    }

    Reservation in(State next) {
        return new Reservation(next, owner, quantity, expiresAt);
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean isPaidByOrder() {
        return isCommitted() && owner != null && owner.isOrder();
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    boolean isOver(Instant at) {
        return isHeld() && !at.isBefore(expiresAt);
    }

    /// Or has been, which is the answer to a repeat.
    boolean canBeCommitted(Instant at) {
        return isCommitted() || state == State.DISPATCHED || (isHeld() && !isOver(at));
    }

    int promised() {
        return isHeld() || isCommitted() ? quantity : 0;
    }

    boolean isForgottenBy(Instant time) {
        return promised() == 0 && expiresAt.isBefore(time.minus(REMEMBERED));
    }
}
