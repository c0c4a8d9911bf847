package io.packhouse.inventory.command;

import static io.packhouse.inventory.api.InventoryRefusal.BELOW_PROMISED;
import static io.packhouse.inventory.api.InventoryRefusal.TOO_MUCH;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.MovementId;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.command.Reservation.State;
import io.packhouse.shared.api.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What one item knows and decides. Pure: commands in, events out, events in. Its fields are what a
/// snapshot keeps.
final class Stock {

    private static final int MOST = 2_000_000_000;
    private static final int REMEMBERED_MOVEMENTS = 1_000;

    private int onHand;
    private int lowStockAt;
    private Map<ReservationId, Reservation> reservations = new HashMap<>();
    private LinkedHashSet<MovementId> movements = new LinkedHashSet<>(); // Oldest first.

    List<InventoryItemEvent> decide(ReceiveStock ask) {
        var units = ask.quantity().value();
        return once(
                ask.movementId(),
                () ->
                        new StockReceived(
                                ask.itemId(),
                                ask.movementId(),
                                units,
                                ask.reason(),
                                atMost(onHand + units),
                                available() + units));
    }

    List<InventoryItemEvent> decide(ReturnStock ask) {
        var units = ask.quantity().value();
        return once(
                ask.movementId(),
                () ->
                        new StockReturned(
                                ask.itemId(),
                                ask.movementId(),
                                units,
                                ask.reason(),
                                atMost(onHand + units),
                                available() + units));
    }

    List<InventoryItemEvent> decide(CorrectStock ask) {
        if (movements.contains(ask.movementId())) {
            return List.of();
        }
        if (ask.onHand() < promised()) {
            throw new Refused(
                    BELOW_PROMISED, Map.of("counted", ask.onHand(), "promised", promised()));
        }
        var corrected =
                new StockCorrected(
                        ask.itemId(),
                        ask.movementId(),
                        ask.onHand() - onHand,
                        ask.reason(),
                        atMost(ask.onHand()),
                        ask.onHand() - promised());
        return withAlert(corrected, corrected.available());
    }

    List<InventoryItemEvent> decide(WatchStock ask) {
        return ask.lowStockAt() == lowStockAt
                ? List.of()
                : withAlert(
                        new LowStockWatched(ask.itemId(), ask.lowStockAt()),
                        available(),
                        ask.lowStockAt(),
                        Integer.MAX_VALUE);
    }

    /// What this item could not give, if the request asks for more than can be promised.
    Optional<Shortage> shortage(InventoryItemId item, int quantity) {
        return quantity > available()
                ? Optional.of(new Shortage(item, quantity, available()))
                : Optional.empty();
    }

    boolean hasDecided(ReservationId reservation) {
        return reservations.containsKey(reservation);
    }

    /// Called once every item of the request has been found to have enough.
    List<InventoryItemEvent> decide(InventoryItemId item, ReserveStock ask) {
        var quantity = ask.demand().get(item).value();
        var reserved =
                new StockReserved(
                        item,
                        ask.reservationId(),
                        ask.owner(),
                        quantity,
                        ask.expiresAt(),
                        new TreeSet<>(ask.demand().keySet()),
                        available() - quantity);
        return withAlert(reserved, reserved.available());
    }

    List<InventoryItemEvent> refuse(
            InventoryItemId item, ReserveStock ask, List<Shortage> shortages) {
        return List.of(
                new ReservationRefused(
                        item, ask.reservationId(), ask.owner(), ask.expiresAt(), shortages));
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ReleaseReservation ask) {
        return outcome(item, ask.reservationId()).release(ask.reason());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ReleaseByHand ask) {
        return outcome(item, ask.reservationId()).releaseByHand(ask.note());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, ExpireReservation ask) {
        return outcome(item, ask.reservationId()).lapse(ask.at());
    }

    /// Whether this item's part can still be committed, or has been.
    boolean canCommit(CommitReservation ask) {
        var known = reservations.get(ask.reservationId());
        return known != null && known.canBeCommitted(ask.at());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, CommitReservation ask) {
        return outcome(item, ask.reservationId()).commit();
    }

    List<InventoryItemEvent> refuse(InventoryItemId item, CommitReservation ask) {
        return outcome(item, ask.reservationId()).refuseToCommit();
    }

    /// A held promise whose time is over by the time somebody wants to commit it.
    List<InventoryItemEvent> lapse(InventoryItemId item, CommitReservation ask) {
        return outcome(item, ask.reservationId()).lapse(ask.at());
    }

    List<InventoryItemEvent> decide(InventoryItemId item, DispatchReservation ask) {
        return outcome(item, ask.reservationId()).dispatch();
    }

    void evolve(InventoryItemEvent event) {
        switch (event) {
            case StockReceived e -> moved(e.movementId(), e.onHand());
            case StockCorrected e -> moved(e.movementId(), e.onHand());
            case StockReturned e -> moved(e.movementId(), e.onHand());
            case StockReserved e -> {
                reservations.values().removeIf(known -> known.isForgottenBy(e.expiresAt()));
                reservations.put(
                        e.reservationId(),
                        Reservation.held(e.owner(), e.quantity(), e.expiresAt()));
            }
            case ReservationRefused e ->
                    reservations.put(
                            e.reservationId(), Reservation.decided(State.REFUSED, e.expiresAt()));
            case ReservationReleased e -> closed(e.reservationId(), State.RELEASED);
            case ReservationExpired e -> closed(e.reservationId(), State.EXPIRED);
            case ReservationCommitted e -> closed(e.reservationId(), State.COMMITTED);
            case StockDispatched e -> {
                onHand = e.onHand();
                closed(e.reservationId(), State.DISPATCHED);
            }
            case LowStockWatched e -> lowStockAt = e.lowStockAt();
            case CommitmentRefused _, StockRanLow _ -> {}
        }
    }

    int onHand() {
        return onHand;
    }

    int promised() {
        return reservations.values().stream().mapToInt(Reservation::promised).sum();
    }

    int available() {
        return onHand - promised();
    }

    private Outcome outcome(InventoryItemId item, ReservationId id) {
        return new Outcome(this, item, id, reservations.get(id));
    }

    private List<InventoryItemEvent> once(MovementId movement, Supplier<InventoryItemEvent> event) {
        return movements.contains(movement) ? List.of() : List.of(event.get());
    }

    private void moved(MovementId movement, int nowOnHand) {
        onHand = nowOnHand;
        movements.add(movement);
        if (movements.size() > REMEMBERED_MOVEMENTS) {
            movements.remove(movements.iterator().next());
        }
    }

    private void closed(ReservationId id, State state) {
        // A release that comes before its reservation leaves a mark that outlives any reservation.
        reservations.merge(
                id, Reservation.decided(state, Instant.MAX), (known, _) -> known.in(state));
    }

    private List<InventoryItemEvent> withAlert(InventoryItemEvent event, int nowAvailable) {
        return withAlert(event, nowAvailable, lowStockAt, available());
    }

    private static List<InventoryItemEvent> withAlert(
            InventoryItemEvent event, int nowAvailable, int threshold, int before) {
        var events = new ArrayList<>(List.of(event));
        if (threshold > 0 && nowAvailable <= threshold && before > threshold) {
            events.add(new StockRanLow(event.itemId(), nowAvailable, threshold));
        }
        return events;
    }

    private static int atMost(int units) {
        if (units > MOST || units < 0) {
            throw new Refused(TOO_MUCH, Map.of("most", MOST));
        }
        return units;
    }
}
