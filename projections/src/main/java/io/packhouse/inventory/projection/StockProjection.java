package io.packhouse.inventory.projection;

import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The stock of each item: on hand, reserved, committed and available.
@Component
@ProcessingGroup(StockProjection.GROUP)
class StockProjection {

    static final String GROUP = "projection-stock";

    private static final String UPSERT_ON_HAND = """
            insert into {schema}.inventory_stock as s (item_id, sku, location, on_hand, reserved,
                committed, available, low_stock_at, position, changed_at)
            select ?, ?, ?, ?, 0, 0, ?, 0, ?, ?
            on conflict (item_id) do update set on_hand = excluded.on_hand,
                available = excluded.available, position = excluded.position,
                changed_at = excluded.changed_at
            where s.position < excluded.position
            """;
    private static final String UPSERT_LOW_STOCK_THRESHOLD = """
            insert into {schema}.inventory_stock as s (item_id, sku, location, on_hand, reserved,
                committed, available, low_stock_at, position, changed_at)
            select ?, ?, ?, 0, 0, 0, 0, ?, ?, ?
            on conflict (item_id) do update set low_stock_at = excluded.low_stock_at,
                position = excluded.position, changed_at = excluded.changed_at
            where s.position < excluded.position
            """;
    private static final String INSERT_RESERVATION = """
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
    private static final String UPDATE_COMMITTED = """
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
    private static final String UPDATE_ENDED = """
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
        var context = EventContext.of(message);
        switch (event) {
            case StockReceived e -> count(e.itemId(), e.onHand(), e.available(), context);
            case StockCorrected e -> count(e.itemId(), e.onHand(), e.available(), context);
            case StockReturned e -> count(e.itemId(), e.onHand(), e.available(), context);
            case StockReserved e -> reserve(e, context);
            case ReservationCommitted e -> commit(e, context);
            case ReservationReleased e ->
                close("RELEASED", e.itemId(), e.reservationId(), null, e.available(), context);
            case ReservationExpired e -> close("EXPIRED", e.itemId(), e.reservationId(), null, e.available(), context);
            case StockDispatched e ->
                close("DISPATCHED", e.itemId(), e.reservationId(), e.onHand(), e.available(), context);
            case LowStockThresholdSet e -> threshold(e, context);
            case ReservationRefused _, ReservationCommitRejected _, LowStockReached _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        stock.empty();
        reservations.empty();
    }

    private void count(InventoryItemId item, int onHand, int available, EventContext context) {
        stock.write(
                UPSERT_ON_HAND, item, item.sku(), item.location(), onHand, available, context.position(), context.at());
    }

    private void threshold(LowStockThresholdSet e, EventContext context) {
        var item = e.itemId();
        stock.write(
                UPSERT_LOW_STOCK_THRESHOLD,
                item,
                item.sku(),
                item.location(),
                e.lowStockAt(),
                context.position(),
                context.at());
    }

    private void reserve(StockReserved e, EventContext context) {
        var position = context.position();
        stock.write(
                INSERT_RESERVATION,
                e.reservationId(),
                e.owner(),
                e.quantity(),
                e.expiresAt(),
                position,
                context.at(),
                e.itemId(),
                position,
                e.quantity(),
                e.available(),
                position,
                context.at(),
                e.itemId(),
                position);
    }

    private void commit(ReservationCommitted e, EventContext context) {
        var position = context.position();
        stock.write(
                UPDATE_COMMITTED,
                position,
                context.at(),
                e.itemId(),
                e.reservationId(),
                position,
                e.available(),
                position,
                context.at(),
                e.itemId(),
                position);
    }

    private void close(
            String ended,
            InventoryItemId item,
            ReservationId reservation,
            @Nullable Integer onHand,
            int available,
            EventContext context) {
        var position = context.position();
        stock.write(
                UPDATE_ENDED,
                ended,
                position,
                context.at(),
                item,
                reservation,
                position,
                onHand,
                available,
                position,
                context.at(),
                item,
                position);
    }
}
