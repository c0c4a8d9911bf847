package io.packhouse.inventory.command;

import io.packhouse.inventory.api.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reservation in the item's state. A decided one is kept for a day after its expiry, so that a
/// late or repeated request gets the same result.
record Reservation(State state, @Nullable OwnerReference owner, int quantity, Instant expiresAt) {

    private static final Duration RETENTION = Duration.ofHours(25);

    enum State {
        RESERVED,
        COMMITTED,
        REFUSED,
        RELEASED,
        EXPIRED,
        DISPATCHED
    }

    static Reservation reserved(OwnerReference owner, int quantity, Instant expiresAt) {
        return new Reservation(State.RESERVED, owner, quantity, expiresAt);
    }

    static Reservation decided(State state, Instant expiresAt) {
        return new Reservation(state, null, 0, expiresAt);
    }

    Reservation in(State next) {
        return new Reservation(next, owner, quantity, expiresAt);
    }

    boolean isReserved() {
        return state == State.RESERVED;
    }

    boolean isPaidByOrder() {
        return isCommitted() && owner != null && owner.isOrder();
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    boolean isExpired(Instant at) {
        return isReserved() && !at.isBefore(expiresAt);
    }

    /// Also true when it is committed already, so that a repeated request succeeds.
    boolean canBeCommitted(Instant at) {
        return isCommitted() || state == State.DISPATCHED || (isReserved() && !isExpired(at));
    }

    int reservedUnits() {
        return isReserved() || isCommitted() ? quantity : 0;
    }

    /// Of a reservation without reserved units.
    static boolean isPurgeableAt(Instant time, Instant expiresAt) {
        return expiresAt.isBefore(time.minus(RETENTION));
    }
}
