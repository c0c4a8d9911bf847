package io.packhouse.inventory.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.inventory.api.ReservationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The reservations of one item: those that reserve units, and the decided ones until they are
/// purged. The sum and the order are kept up to date, because an item that sells well has thousands.
/// The snapshot stores a plain map.
final class Reservations {

    private final Map<ReservationId, Reservation> byId = new HashMap<>();
    private final NavigableSet<Decided> decided = new TreeSet<>(); // Those that reserve no units.
    private int units;

    private record Decided(Instant expiresAt, ReservationId id) implements Comparable<Decided> {

        private static final Comparator<Decided> FIRST_TO_EXPIRE =
                Comparator.comparing(Decided::expiresAt).thenComparing(Decided::id);

        @Override
        public int compareTo(Decided other) {
            return FIRST_TO_EXPIRE.compare(this, other);
        }
    }

    Reservations() {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Reservations(Map<ReservationId, Reservation> stored) {
        stored.forEach(this::put);
    }

    @JsonValue
    Map<ReservationId, Reservation> byId() {
        return byId;
    }

    @Nullable
    Reservation get(ReservationId id) {
        return byId.get(id);
    }

    /// Of all reservations that are neither released nor expired nor dispatched.
    int units() {
        return units;
    }

    void put(ReservationId id, Reservation reservation) {
        remove(id);
        byId.put(id, reservation);
        units += reservation.reservedUnits();
        if (reservation.reservedUnits() == 0) {
            decided.add(new Decided(reservation.expiresAt(), id));
        }
    }

    /// Removes the decided reservations that expired long before that time.
    void purge(Instant time) {
        while (!decided.isEmpty()
                && Reservation.isPurgeableAt(time, decided.first().expiresAt())) {
            remove(decided.first().id());
        }
    }

    private void remove(ReservationId id) {
        var known = byId.remove(id);
        if (known != null) {
            units -= known.reservedUnits();
            decided.remove(new Decided(known.expiresAt(), id));
        }
    }
}
