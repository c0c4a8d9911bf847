package io.packhouse.inventory.projection;

import io.packhouse.engine.projection.Columns;
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

    private static final String INSERT_RESERVATION = """
            with reservation as (
                insert into {schema}.inventory_reservation (item_id, reservation_id, owner,
                    quantity, committed, expires_at, position, changed_at)
                select item_id, :reservation_id, :owner, :quantity, false, :expires_at, :position,
                    :changed_at
                from {schema}.inventory_stock where item_id = :item_id and position < :position
                on conflict do nothing)
            update {schema}.inventory_stock
            set reserved = reserved + :quantity, available = :available, position = :position,
                changed_at = :changed_at
            where item_id = :item_id and position < :position
            """;
    private static final String UPDATE_COMMITTED = """
            with reservation as (
                update {schema}.inventory_reservation
                set committed = true, position = :position, changed_at = :changed_at
                where item_id = :item_id and reservation_id = :reservation_id
                    and position < :position and not committed and outcome is null
                returning quantity)
            update {schema}.inventory_stock
            set reserved = reserved - coalesce((select quantity from reservation), 0),
                committed = committed + coalesce((select quantity from reservation), 0),
                available = :available, position = :position, changed_at = :changed_at
            where item_id = :item_id and position < :position
            """;
    private static final String UPDATE_ENDED = """
            with reservation as (
                update {schema}.inventory_reservation
                set outcome = :outcome, position = :position, changed_at = :changed_at
                where item_id = :item_id and reservation_id = :reservation_id
                    and position < :position and outcome is null
                returning quantity, committed)
            update {schema}.inventory_stock s
            set reserved = s.reserved
                    - coalesce((select quantity from reservation p where not p.committed), 0),
                committed = s.committed
                    - coalesce((select quantity from reservation p where p.committed), 0),
                on_hand = coalesce(cast(:on_hand as integer), s.on_hand),
                available = :available, position = :position, changed_at = :changed_at
            where s.item_id = :item_id and s.position < :position
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
        stock.upsert(
                Columns.of("item_id", item),
                context,
                initial(item).and("low_stock_at", 0),
                Columns.of("on_hand", onHand).and("available", available));
    }

    private void threshold(LowStockThresholdSet e, EventContext context) {
        stock.upsert(
                Columns.of("item_id", e.itemId()),
                context,
                initial(e.itemId()).and("on_hand", 0).and("available", 0),
                Columns.of("low_stock_at", e.lowStockAt()));
    }

    private static Columns initial(InventoryItemId item) {
        return Columns.of("sku", item.sku())
                .and("location", item.location())
                .and("reserved", 0)
                .and("committed", 0);
    }

    private void reserve(StockReserved e, EventContext context) {
        stock.write(
                INSERT_RESERVATION,
                reservation(e.itemId(), e.reservationId(), e.available(), context)
                        .and("owner", e.owner())
                        .and("quantity", e.quantity())
                        .and("expires_at", e.expiresAt()));
    }

    private void commit(ReservationCommitted e, EventContext context) {
        stock.write(UPDATE_COMMITTED, reservation(e.itemId(), e.reservationId(), e.available(), context));
    }

    private void close(
            String ended,
            InventoryItemId item,
            ReservationId reservation,
            @Nullable Integer onHand,
            int available,
            EventContext context) {
        stock.write(
                UPDATE_ENDED,
                reservation(item, reservation, available, context)
                        .and("outcome", ended)
                        .and("on_hand", onHand));
    }

    private static Columns reservation(
            InventoryItemId item, ReservationId reservation, int available, EventContext context) {
        return Columns.of("item_id", item)
                .and("reservation_id", reservation)
                .and("available", available)
                .changedBy(context);
    }
}
