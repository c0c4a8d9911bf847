package io.packhouse.storefront.query;

import io.packhouse.storefront.query.OrderPageQueries.Change;
import io.packhouse.storefront.query.OrderPageQueries.Line;
import io.packhouse.storefront.query.OrderPageQueries.Payment;
import io.packhouse.storefront.query.OrderPageQueries.ShopOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of an order says: how far it is, what it waits for, and how it came there.
record OrderPage(
        ShopOrder order,
        List<Line> lines,
        List<Change> history,
        List<Payment> payments,
        OrderPageQueries.Reader reader,
        long version) {

    private static final List<String> WAY =
            List.of("PENDING", "CONFIRMED", "PROCESSING", "SHIPPED", "DELIVERED");

    /// One step of the way: done, current or ahead.
    record Step(String status, String state) {}

    public List<Step> steps() {
        var at = WAY.indexOf(order.status());
        return WAY.stream().map(step -> new Step(step, state(WAY.indexOf(step), at))).toList();
    }

    public boolean isOnItsWay() {
        return WAY.contains(order.status());
    }

    /// Where the buyer can pay now.
    public @Nullable Payment payable() {
        return payments.stream()
                .filter(p -> p.status().equals("OPEN") && p.payUrl() != null)
                .findFirst()
                .orElse(null);
    }

    /// The last try of a payment that is still open.
    public @Nullable String failure() {
        var open = payable();
        return open == null ? null : open.failure();
    }

    /// Who of the two sides has to do something, in a sentence.
    public String waitsFor() {
        return switch (order.status()) {
            case "PLACED" -> "Stock has been asked and has not answered yet.";
            case "PENDING" -> pending();
            case "CONFIRMED", "PROCESSING" -> goods();
            case "SHIPPED" -> "The carrier, to bring it to its door.";
            case "DELIVERED" -> "Nothing any more: it has arrived.";
            case "REJECTED" -> "Nothing any more: the shelf did not have enough. No money moved.";
            case "CANCELLED" -> cancelled();
            default -> "";
        };
    }

    /// In words, with the buyer's own eyes.
    public String who(Change change) {
        var actor = change.actor();
        if (actor.equals(reader.actor())) {
            return "you";
        }
        if (actor.startsWith("process")) {
            return "the engine, by itself";
        }
        if (!reader.staff()) {
            return actor.equals(order.buyer()) ? "the buyer" : "the shop";
        }
        return actor.isEmpty() ? "the engine" : actor;
    }

    private String goods() {
        var packed = order.status().equals("PROCESSING");
        if (order.paymentStatus().equals("REFUNDED")) {
            return "Somebody to cancel it: everything that was paid went back to the buyer.";
        }
        if ("OPEN".equals(order.dispute())) {
            return "The buyer's bank, which has to decide whether the payment stands.";
        }
        if (order.paymentStatus().equals("DEPOSIT_PAID")) {
            return packed
                    ? "The balance: it does not leave the house before that is paid."
                    : "Somebody to pack it. The balance is due before it leaves the house.";
        }
        return packed ? "The carrier, to take it away." : "Somebody to pack it.";
    }

    private String pending() {
        if (payable() != null) {
            return "Your payment. The stock is held for you until then.";
        }
        return payments.stream().anyMatch(p -> p.status().startsWith("AUTHOR") || isTaking(p))
                ? "The provider, to take the money it has promised."
                : "The provider, to open a page where it can be paid.";
    }

    private static boolean isTaking(Payment payment) {
        return payment.status().startsWith("CAPTUR");
    }

    private String cancelled() {
        var owed = order.paid().amountMinor() - order.refunded().amountMinor();
        if (owed > 0 && "OPEN".equals(order.dispute())) {
            return "The buyer's bank, which has to decide whether the payment stands.";
        }
        return owed > 0
                ? "The provider, to return what was paid."
                : "Nothing any more: it was called off and nothing is owed.";
    }

    private static String state(int step, int at) {
        if (step == at) {
            return "current";
        }
        return step < at ? "done" : "ahead";
    }
}
