package io.packhouse.notifications.process;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.notifications.api.Notification;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes to the staff when the available units of an item fall to its threshold, or to the general one if the item
/// has none: once a day and item, because expired reservations let stock rise and fall again.
@Component
@Conditional(OnLowStockEmailCondition.class)
@DisallowReplay
@ProcessingGroup(MailStaffOnLowStock.GROUP)
class MailStaffOnLowStock {

    static final String GROUP = MailBuyerOnOrderEvents.GROUP;
    static final String EMAIL = "packhouse.low-stock.email";

    /// The address is of no person who can be erased, and the outbox needs one.
    static final PersonId STAFF = new PersonId(TypeId.text("per", new UUID(0x7000L, 0x8000_0000_0000_0001L)));

    private final MailOutbox outbox;
    private final JdbcClient jdbc;
    private final String email;
    private final int threshold;

    MailStaffOnLowStock(
            MailOutbox outbox,
            JdbcClient jdbc,
            @Value("${" + EMAIL + "}") String email,
            @Value("${packhouse.low-stock.threshold:5}") int threshold) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.email = email.strip();
        this.threshold = threshold;
    }

    @EventHandler
    void on(LowStockReached event, @Timestamp Instant at) {
        add(event.itemId(), event.available(), event.lowStockAt(), at);
    }

    @EventHandler
    void on(StockReserved event, @Timestamp Instant at) {
        fell(event.itemId(), event.available() + event.quantity(), event.available(), at);
    }

    @EventHandler
    void on(StockCorrected event, @Timestamp Instant at) {
        fell(event.itemId(), event.available() - event.difference(), event.available(), at);
    }

    /// Decided by the event alone, except when the threshold was crossed.
    private void fell(InventoryItemId item, int from, int to, Instant at) {
        if (from > threshold && to <= threshold && threshold > 0 && !hasThreshold(item)) {
            add(item, to, threshold, at);
        }
    }

    /// [LowStockReached] reports those.
    private boolean hasThreshold(InventoryItemId item) {
        return jdbc.sql("select exists(select from read.inventory_stock where item_id = ? and low_stock_at > 0)")
                .param(item.value())
                .query(Boolean.class)
                .single();
    }

    private void add(InventoryItemId item, int available, int lowStockAt, Instant at) {
        var day = at.atZone(ZoneOffset.UTC).toLocalDate();
        outbox.add(new Mail(
                STAFF,
                email,
                Notification.LOW_STOCK.cause(item.value() + "/" + day),
                Notification.LOW_STOCK.template(),
                Map.of(
                        "sku",
                        item.sku().value(),
                        "location",
                        item.location().value(),
                        "available",
                        String.valueOf(available),
                        "threshold",
                        String.valueOf(lowStockAt))));
    }
}
