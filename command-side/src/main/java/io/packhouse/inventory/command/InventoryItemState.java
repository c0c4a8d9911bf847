package io.packhouse.inventory.command;

import static io.packhouse.inventory.api.InventoryRefusal.BELOW_RESERVED;
import static io.packhouse.inventory.api.InventoryRefusal.QUANTITY_TOO_LARGE;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.api.StockMovementId;
import io.packhouse.inventory.command.Reservation.State;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// State and decisions of one item. Pure: commands in, events out. Its fields are stored in the
/// snapshot.
final class InventoryItemState {

    private static final int MOST = 2_000_000_000;
    private static final int REMEMBERED_MOVEMENTS = 1_000;

    private int onHand;
    private int lowStockAt;
    private Reservations reservations = new Reservations();
    private LinkedHashSet<StockMovementId> movements = new LinkedHashSet<>(); // Oldest first.

    List<InventoryItemEvent> decide(ReceiveStock command) {
        var units = command.quantity().value();
        return once(
                command.movementId(),
                () -> new StockReceived(
                        command.itemId(),
                        command.movementId(),
                        units,
                        command.reason(),
                        atMost(onHand + units),
                        available() + units));
    }

    List<InventoryItemEvent> decide(ReturnStock command) {
        var units = command.quantity().value();
        return once(
                command.movementId(),
                () -> new StockReturned(
                        command.itemId(),
                        command.movementId(),
                        units,
                        command.reason(),
                        atMost(onHand + units),
                        available() + units));
    }

    List<InventoryItemEvent> decide(CorrectStock command) {
        if (movements.contains(command.movementId())) {
            return List.of();
        }
        if (command.onHand() < reserved()) {
            throw new CommandRejectedException(
                    BELOW_RESERVED, Map.of("counted", command.onHand(), "reserved", reserved()));
        }
        var corrected = new StockCorrected(
                command.itemId(),
                command.movementId(),
                command.onHand() - onHand,
                command.reason(),
                atMost(command.onHand()),
                command.onHand() - reserved());
        return withAlert(corrected, corrected.available());
    }

    List<InventoryItemEvent> decide(SetLowStockThreshold command) {
        return command.lowStockAt() == lowStockAt
                ? List.of()
                : withAlert(
                        new LowStockThresholdSet(command.itemId(), command.lowStockAt()),
                        available(),
                        command.lowStockAt(),
                        Integer.MAX_VALUE);
    }

    /// The shortage of this item, if the request exceeds what is available.
    Optional<StockShortage> shortage(InventoryItemId item, int quantity) {
        return quantity > available() ? Optional.of(new StockShortage(item, quantity, available())) : Optional.empty();
    }

    boolean hasDecided(ReservationId reservation) {
        return reservations.get(reservation) != null;
    }

    /// Called once every item of the request has enough.
    List<InventoryItemEvent> decide(InventoryItemId item, ReserveStock command) {
        var quantity = command.demand().get(item).value();
        var reserved = new StockReserved(
                item,
                command.reservationId(),
                command.owner(),
                quantity,
                command.expiresAt(),
                new TreeSet<>(command.demand().keySet()),
                available() - quantity);
        return withAlert(reserved, reserved.available());
    }

    List<InventoryItemEvent> refuse(InventoryItemId item, ReserveStock command, List<StockShortage> shortages) {
        return List.of(
                new ReservationRefused(item, command.reservationId(), command.owner(), command.expiresAt(), shortages));
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ReleaseReservation command) {
        return outcome(item, command.reservationId()).release(command.reason());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ReleaseReservationManually command) {
        return outcome(item, command.reservationId()).releaseByHand(command.note());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ExpireReservation command) {
        return outcome(item, command.reservationId()).expire(command.at());
    }

    /// Whether this item's part can be committed, or is committed already.
    boolean canCommit(CommitReservation command) {
        var known = reservations.get(command.reservationId());
        return known != null && known.canBeCommitted(command.at());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, CommitReservation command) {
        return outcome(item, command.reservationId()).commit();
    }

    List<InventoryItemEvent> refuse(InventoryItemId item, CommitReservation command) {
        return outcome(item, command.reservationId()).refuseToCommit();
    }

    /// Expires a reservation whose time is over when it is to be committed.
    List<InventoryItemEvent> expire(InventoryItemId item, CommitReservation command) {
        return outcome(item, command.reservationId()).expire(command.at());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, DispatchReservation command) {
        return outcome(item, command.reservationId()).dispatch();
    }

    void evolve(InventoryItemEvent event) {
        switch (event) {
            case StockReceived e -> moved(e.movementId(), e.onHand());
            case StockCorrected e -> moved(e.movementId(), e.onHand());
            case StockReturned e -> moved(e.movementId(), e.onHand());
            case StockReserved e -> {
                reservations.purge(e.expiresAt());
                reservations.put(e.reservationId(), Reservation.reserved(e.owner(), e.quantity(), e.expiresAt()));
            }
            case ReservationRefused e ->
                reservations.put(e.reservationId(), Reservation.decided(State.REFUSED, e.expiresAt()));
            case ReservationReleased e -> closed(e.reservationId(), State.RELEASED);
            case ReservationExpired e -> closed(e.reservationId(), State.EXPIRED);
            case ReservationCommitted e -> closed(e.reservationId(), State.COMMITTED);
            case StockDispatched e -> {
                onHand = e.onHand();
                closed(e.reservationId(), State.DISPATCHED);
            }
            case LowStockThresholdSet e -> lowStockAt = e.lowStockAt();
            case ReservationCommitRejected _, LowStockReached _ -> {}
        }
    }

    int onHand() {
        return onHand;
    }

    int reserved() {
        return reservations.units();
    }

    int available() {
        return onHand - reserved();
    }

    private ReservationTransition outcome(InventoryItemId item, ReservationId id) {
        return new ReservationTransition(this, item, id, reservations.get(id));
    }

    private List<InventoryItemEvent> once(StockMovementId movement, Supplier<InventoryItemEvent> event) {
        return movements.contains(movement) ? List.of() : List.of(event.get());
    }

    private void moved(StockMovementId movement, int nowOnHand) {
        onHand = nowOnHand;
        movements.add(movement);
        if (movements.size() > REMEMBERED_MOVEMENTS) {
            movements.remove(movements.iterator().next());
        }
    }

    private void closed(ReservationId id, State state) {
        var known = reservations.get(id);
        // A release before its reservation is kept longer than any reservation lasts.
        reservations.put(id, known == null ? Reservation.decided(state, Instant.MAX) : known.in(state));
    }

    private List<InventoryItemEvent> withAlert(InventoryItemEvent event, int nowAvailable) {
        return withAlert(event, nowAvailable, lowStockAt, available());
    }

    private static List<InventoryItemEvent> withAlert(
            InventoryItemEvent event, int nowAvailable, int threshold, int before) {
        var events = new ArrayList<>(List.of(event));
        if (threshold > 0 && nowAvailable <= threshold && before > threshold) {
            events.add(new LowStockReached(event.itemId(), nowAvailable, threshold));
        }
        return events;
    }

    private static int atMost(int units) {
        if (units > MOST || units < 0) {
            throw new CommandRejectedException(QUANTITY_TOO_LARGE, Map.of("most", MOST));
        }
        return units;
    }
}
