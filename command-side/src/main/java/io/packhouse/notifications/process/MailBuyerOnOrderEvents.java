package io.packhouse.notifications.process;

import io.packhouse.engine.mail.OnMailCondition;
import io.packhouse.notifications.api.Notification;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.OrderEvent.*;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/// Writes to the buyer when an order is confirmed, shipped or cancelled.
@Component
@Conditional(OnMailCondition.class)
@DisallowReplay
@ProcessingGroup(MailBuyerOnOrderEvents.GROUP)
class MailBuyerOnOrderEvents {

    static final String GROUP = "notifications";
    static final String PROCESSOR = "loyalty";

    private final OrderMails mails;

    MailBuyerOnOrderEvents(OrderMails mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(OrderConfirmed event) {
        mails.add(Notification.ORDER_CONFIRMED, event.orderId(), placed -> {
            var total = placed.terms().totals().total();
            var shipping = placed.terms().shipping();
            var values = new HashMap<>(Map.of(
                    "lineList",
                    placed.terms().lines().stream().map(OrderMails::line).collect(Collectors.joining("\n")),
                    "shipping",
                    OrderMails.text(shipping.net().plus(shipping.tax().amount())),
                    "total",
                    OrderMails.text(total),
                    "paid",
                    OrderMails.text(event.paid())));
            if (total.isMoreThan(event.paid())) {
                values.put("open", OrderMails.text(total.minus(event.paid())));
            }
            return values;
        });
    }

    @EventHandler
    void on(OrderShipped event) {
        mails.add(
                Notification.ORDER_SHIPPED,
                event.orderId(),
                _ -> Map.of("carrier", event.carrier(), "trackingNumber", event.trackingNumber()));
    }

    @EventHandler
    void on(OrderCancelled event) {
        mails.add(
                Notification.ORDER_CANCELLED,
                event.orderId(),
                _ -> event.paid().isZero()
                        ? Map.of("reason", sentence(event.reason()))
                        : Map.of("reason", sentence(event.reason()), "refund", OrderMails.text(event.paid())));
    }

    private static String sentence(CancellationReason reason) {
        return switch (reason) {
            case BUYER_REQUEST -> "You requested this.";
            case STAFF_DECISION -> "The shop decided this.";
            case PAYMENT_EXPIRED -> "It was not paid in time.";
            case PAYMENT_FAILED -> "The payment failed.";
            case PAYMENT_MISMATCHED -> "Another amount than the price was paid.";
            case STOCK_UNAVAILABLE -> "The goods are no longer in stock.";
        };
    }
}
