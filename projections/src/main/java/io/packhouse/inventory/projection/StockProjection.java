package io.packhouse.inventory.projection;

import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.LowStockReached;
import io.packhouse.inventory.api.InventoryItemEvent.LowStockThresholdSet;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationCommitRejected;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationCommitted;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationExpired;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationRefused;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationReleased;
import io.packhouse.inventory.api.InventoryItemEvent.StockCorrected;
import io.packhouse.inventory.api.InventoryItemEvent.StockDispatched;
import io.packhouse.inventory.api.InventoryItemEvent.StockReceived;
import io.packhouse.inventory.api.InventoryItemEvent.StockReserved;
import io.packhouse.inventory.api.InventoryItemEvent.StockReturned;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How much of each item is there, reserved and free.
@Component
@ProcessingGroup(StockProjection.GROUP)
class StockProjection {

    static final String GROUP = "projection-stock";

    private static final String COUNT =
            """
            insert into {schema}.inventory_stock as s (item_id, sku, location, on_hand, reserved,
                committed, available, low_stock_at, position, changed_at)
            select ?, ?, ?, ?, 0, 0, ?, 0, ?, ?
            on conflict (item_id) do update set on_hand = excluded.on_hand,
                available = excluded.available, position = excluded.position,
                changed_at = excluded.changed_at
            where s.position < excluded.position
            """;
    private static final String WATCH =
            """
            insert into {schema}.inventory_stock as s (item_id, sku, location, on_hand, reserved,
                committed, available, low_stock_at, position, changed_at)
            select ?, ?, ?, 0, 0, 0, 0, ?, ?, ?
            on conflict (item_id) do update set low_stock_at = excluded.low_stock_at,
                position = excluded.position, changed_at = excluded.changed_at
            where s.position < excluded.position
            """;
    private static final String HOLD =
            """
            with reservation as (
                insert into {schema}.inventory_reservation (item_id, reservation_id, owner,
                    quantity, committed, expires_at, position, changed_at)
                select item_id, ?, ?, ?, false, ?, ?, ? from {schema}.inventory_stock
                where item_id = ? and position < ?
                on conflict do nothing)
            update {schema}.inventory_stock
            set reserved = reserved + ?, available = ?, position = ?, changed_at = ?
            where item_id = ? and position < ?
            """;
    private static final String COMMIT =
            """
            with reservation as (
                update {schema}.inventory_reservation
                set committed = true, position = ?, changed_at = ?
                where item_id = ? and reservation_id = ? and position < ? and not committed
                    and outcome is null
                returning quantity)
            update {schema}.inventory_stock
            set reserved = reserved - coalesce((select quantity from reservation), 0),
                committed = committed + coalesce((select quantity from reservation), 0),
                available = ?, position = ?, changed_at = ?
            where item_id = ? and position < ?
            """;
    private static final String CLOSE =
            """
            with reservation as (
                update {schema}.inventory_reservation set outcome = ?, position = ?, changed_at = ?
                where item_id = ? and reservation_id = ? and position < ? and outcome is null
                returning quantity, committed)
            update {schema}.inventory_stock s
            set reserved = s.reserved
                    - coalesce((select quantity from reservation p where not p.committed), 0),
                committed = s.committed
                    - coalesce((select quantity from reservation p where p.committed), 0),
                on_hand = coalesce(cast(? as integer), s.on_hand),
                available = ?, position = ?, changed_at = ?
            where s.item_id = ? and s.position < ?
            """;

    private final ProjectionTable stock;
    private final ProjectionTable reservations;

    StockProjection(ProjectionSchema schema) {
        stock = schema.table("inventory_stock");
        reservations = schema.table("inventory_reservation");
    }

    @EventHandler
    void on(InventoryItemEvent event, TrackedEventMessage<?> message) {
        var when = EventContext.of(message);
        switch (event) {
            case StockReceived e -> count(e.itemId(), e.onHand(), e.available(), when);
            case StockCorrected e -> count(e.itemId(), e.onHand(), e.available(), when);
            case StockReturned e -> count(e.itemId(), e.onHand(), e.available(), when);
            case StockReserved e -> hold(e, when);
            case ReservationCommitted e -> commit(e, when);
            case ReservationReleased e ->
                    close("RELEASED", e.itemId(), e.reservationId(), null, e.available(), when);
            case ReservationExpired e ->
                    close("EXPIRED", e.itemId(), e.reservationId(), null, e.available(), when);
            case StockDispatched e ->
                    close(
                            "DISPATCHED",
                            e.itemId(),
                            e.reservationId(),
                            e.onHand(),
                            e.available(),
                            when);
            case LowStockThresholdSet e -> watch(e, when);
            case ReservationRefused _, ReservationCommitRejected _, LowStockReached _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        stock.empty();
        reservations.empty();
    }

    private void count(InventoryItemId item, int onHand, int available, EventContext when) {
        stock.write(
                COUNT,
                item,
                item.sku(),
                item.location(),
                onHand,
                available,
                when.position(),
                when.at());
    }

    private void watch(LowStockThresholdSet e, EventContext when) {
        var item = e.itemId();
        stock.write(
                WATCH,
                item,
                item.sku(),
                item.location(),
                e.lowStockAt(),
                when.position(),
                when.at());
    }

    private void hold(StockReserved e, EventContext when) {
        var position = when.position();
        stock.write(
                HOLD,
                e.reservationId(),
                e.owner(),
                e.quantity(),
                e.expiresAt(),
                position,
                when.at(),
                e.itemId(),
                position,
                e.quantity(),
                e.available(),
                position,
                when.at(),
                e.itemId(),
                position);
    }

    private void commit(ReservationCommitted e, EventContext when) {
        var position = when.position();
        stock.write(
                COMMIT,
                position,
                when.at(),
                e.itemId(),
                e.reservationId(),
                position,
                e.available(),
                position,
                when.at(),
                e.itemId(),
                position);
    }

    private void close(
            String ended,
            InventoryItemId item,
            ReservationId reservation,
            @Nullable Integer onHand,
            int available,
            EventContext when) {
        var position = when.position();
        stock.write(
                CLOSE,
                ended,
                position,
                when.at(),
                item,
                reservation,
                position,
                onHand,
                available,
                position,
                when.at(),
                item,
                position);
    }
}
