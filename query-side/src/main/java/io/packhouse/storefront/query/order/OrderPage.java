package io.packhouse.storefront.query.order;

import io.packhouse.engine.http.Caller;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTransitions;
import io.packhouse.ordering.query.OrderView;
import io.packhouse.payment.api.PaymentView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The data of an order's page: status, what it waits for, and its history.
record OrderPage(
        OrderView order,
        List<OrderView.Line> lines,
        List<OrderView.Change> history,
        List<PaymentView> payments,
        Caller caller,
        long version) {

    private static final List<String> WAY = List.of("PENDING", "CONFIRMED", "PROCESSING", "SHIPPED", "DELIVERED");

    /// One step of the order: done, current or ahead.
    record Step(String status, String state) {}

    public List<Step> steps() {
        var at = WAY.indexOf(order.status());
        return WAY.stream()
                .map(step -> new Step(step, state(WAY.indexOf(step), at)))
                .toList();
    }

    public boolean isOnItsWay() {
        return WAY.contains(order.status());
    }

    /// Whether the reader can cancel the order now.
    public boolean isCancellable() {
        return caller.may("orders:place")
                && OrderTransitions.commandsIn(
                                OrderStatus.valueOf(order.status()),
                                OrderPaymentStatus.valueOf(order.paymentStatus()),
                                "OPEN".equals(order.dispute()))
                        .contains("cancel");
    }

    /// Whether a guest reads the own order, to which no account gives access later.
    public boolean isGuest() {
        return caller.may("guest");
    }

    /// The payment that the buyer can make now.
    public @Nullable PaymentView payable() {
        return payments.stream()
                .filter(p -> p.status().equals("OPEN") && p.payUrl() != null)
                .findFirst()
                .orElse(null);
    }

    /// The failure of the last attempt of an open payment.
    public @Nullable String failure() {
        var open = payable();
        return open == null ? null : open.failure();
    }

    /// What the order waits for, as a sentence.
    public String waitsFor() {
        return switch (order.status()) {
            case "PLACED" -> "Its stock is being reserved.";
            case "PENDING" -> pending();
            case "CONFIRMED", "PROCESSING" -> goods();
            case "SHIPPED" -> "The carrier, to deliver it.";
            case "DELIVERED" -> "Nothing: it was delivered.";
            case "REJECTED" -> "Nothing: it was out of stock. Nothing was charged.";
            case "CANCELLED" -> cancelled();
            default -> "";
        };
    }

    /// The actor from the reader's point of view.
    public String who(OrderView.Change change) {
        var actor = Objects.requireNonNullElse(change.actor(), "");
        if (actor.equals(caller.actor())) {
            return "you";
        }
        if (actor.startsWith("process")) {
            return "the engine";
        }
        if (!caller.may(OrderPageEndpoint.READ_ALL)) {
            return actor.equals(order.buyer()) ? "the buyer" : "the shop";
        }
        return actor.isEmpty() ? "the engine" : actor;
    }

    private String goods() {
        var packed = order.status().equals("PROCESSING");
        if (order.paymentStatus().equals("REFUNDED")) {
            return "Staff, to cancel it: everything that was paid was refunded.";
        }
        if ("OPEN".equals(order.dispute())) {
            return "The buyer's bank, to decide about the disputed payment.";
        }
        if (order.paymentStatus().equals("DEPOSIT_PAID")) {
            return packed
                    ? "Your payment of the balance: it ships once that is paid."
                    : "Staff, to pack it. The balance is due before it ships.";
        }
        return packed ? "The carrier, to pick it up." : "Staff, to pack it.";
    }

    private String pending() {
        if (payable() != null) {
            return "Your payment. The stock is reserved for you until then.";
        }
        return payments.stream().anyMatch(p -> p.status().startsWith("AUTHOR") || isTaking(p))
                ? "The payment provider, to capture the authorised amount."
                : "The payment provider, to open the payment page.";
    }

    private static boolean isTaking(PaymentView payment) {
        return payment.status().startsWith("CAPTUR");
    }

    private String cancelled() {
        var owed = order.paid().amountMinor() - order.refunded().amountMinor();
        if (owed > 0 && "OPEN".equals(order.dispute())) {
            return "The buyer's bank, to decide about the disputed payment.";
        }
        return owed > 0
                ? "The payment provider, to refund what was paid."
                : "Nothing: it was cancelled and nothing is owed.";
    }

    private static String state(int step, int at) {
        if (step == at) {
            return "current";
        }
        return step < at ? "done" : "ahead";
    }
}
