package io.packhouse.inventory.projection;

import static java.util.stream.Collectors.joining;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.shared.api.EncryptedPersonal;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The journal of stock movements, one row per event.
@Component
@ProcessingGroup(MovementProjection.GROUP)
class MovementProjection {

    static final String GROUP = "projection-movements";

    private final ProjectionTable movements;

    private record Entry(
            String action,
            int quantity,
            @Nullable Integer available,
            @Nullable Object reference,
            @Nullable String reason) {}

    MovementProjection(ProjectionSchema schema) {
        movements = schema.table("inventory_movement");
    }

    @EventHandler
    void on(InventoryItemEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        var entry = entry(event);
        movements.insert(
                Columns.of("position", context.position())
                        .and("item_id", event.itemId())
                        .and("action", entry.action())
                        .and("quantity", entry.quantity())
                        .and("available", entry.available())
                        .and("reference", entry.reference())
                        .and("reason", entry.reason())
                        .and("note", note(event))
                        .and("actor", context.actor())
                        .and("at", context.at()),
                "position");
    }

    @ResetHandler
    void reset() {
        movements.empty();
    }

    private static Entry entry(InventoryItemEvent event) {
        return switch (event) {
            case StockReceived e -> new Entry("RECEIVED", e.quantity(), e.available(), e.movementId(), null);
            case StockCorrected e -> new Entry("CORRECTED", e.difference(), e.available(), e.movementId(), null);
            case StockReturned e -> new Entry("RETURNED", e.quantity(), e.available(), e.movementId(), null);
            case StockReserved e ->
                new Entry("RESERVED", e.quantity(), e.available(), e.reservationId(), "for " + e.owner());
            case ReservationRefused e -> new Entry("REFUSED", 0, null, e.reservationId(), missing(e));
            case ReservationReleased e ->
                new Entry("RELEASED", e.quantity(), e.available(), e.reservationId(), e.reason());
            case ReservationExpired e -> new Entry("EXPIRED", e.quantity(), e.available(), e.reservationId(), null);
            case ReservationCommitted e -> new Entry("COMMITTED", e.quantity(), e.available(), e.reservationId(), null);
            case ReservationCommitRejected e -> new Entry("COMMITMENT_REFUSED", 0, null, e.reservationId(), e.reason());
            case StockDispatched e -> new Entry("DISPATCHED", e.quantity(), e.available(), e.reservationId(), null);
            case LowStockThresholdSet e -> new Entry("WATCHED", e.lowStockAt(), null, null, null);
            case LowStockReached e -> new Entry("RAN_LOW", 0, e.available(), null, "at or below " + e.lowStockAt());
        };
    }

    private static @Nullable EncryptedPersonal<String> note(InventoryItemEvent event) {
        return switch (event) {
            case StockReceived e -> e.reason();
            case StockCorrected e -> e.reason();
            case StockReturned e -> e.reason();
            case ReservationReleased e -> e.note();
            default -> null;
        };
    }

    private static String missing(ReservationRefused e) {
        return e.shortages().stream().map(MovementProjection::shortageText).collect(joining("; "));
    }

    private static String shortageText(StockShortage stockShortage) {
        return "%s: %s requested, %s available"
                .formatted(stockShortage.itemId(), stockShortage.requested(), stockShortage.available());
    }
}
