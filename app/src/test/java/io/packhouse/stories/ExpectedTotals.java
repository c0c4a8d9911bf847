package io.packhouse.stories;

import io.packhouse.testing.RunningEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The stored events summed up in Java: what the analysts' tables are compared with.
final class ExpectedTotals {

    record StoredEvent(String stream, String name, Instant at, JsonNode payload) {

        long minor(String field) {
            return payload.path(field).path("amountMinor").asLong();
        }

        String day() {
            return ExpectedTotals.day(at).toString();
        }
    }

    record Line(String pack, long quantity, long net, long tax, String rate) {}

    /// The state of an order, from the names of its events.
    static final class OrderTotals {
        String buyer = "";
        String currency = "";
        String country = "";
        long total;
        long paid;
        String status = "PLACED";
        String paymentStatus = "UNPAID";

        @Nullable
        String reason;

        final List<Line> lines = new ArrayList<>();
        final Map<String, Instant> reached = new LinkedHashMap<>();

        boolean isConfirmed() {
            return reached.containsKey("OrderConfirmed");
        }
    }

    /// Stock of one item, and what is reserved by which reservation.
    static final class ItemTotals {
        long onHand;
        long received;
        long returned;
        long corrected;
        long dispatched;
        long lowStockAt;
        final Map<String, Long> reserved = new TreeMap<>();

        long available() {
            return onHand
                    - reserved.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    final List<StoredEvent> events;
    final Map<String, OrderTotals> orders = new TreeMap<>();
    final Map<String, ItemTotals> items = new TreeMap<>();

    ExpectedTotals(RunningEngine engine) {
        events = new ArrayList<>();
        engine.log()
                .read(stored ->
                        events.add(new StoredEvent(stored.stream(), stored.name(), stored.at(), stored.payload())));
        events.forEach(this::add);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    List<StoredEvent> of(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    List<OrderTotals> confirmed() {
        return orders.values().stream().filter(OrderTotals::isConfirmed).toList();
    }

    private void add(StoredEvent event) {
        if (event.name().startsWith("ordering.")) {
            order(event, orders.computeIfAbsent(event.stream(), _ -> new OrderTotals()));
        } else if (event.name().startsWith("inventory.")) {
            item(event, items.computeIfAbsent(event.stream(), _ -> new ItemTotals()));
        }
    }

    private static void order(StoredEvent event, OrderTotals order) {
        var name = event.name().substring("ordering.".length());
        order.reached.putIfAbsent(name, event.at());
        switch (name) {
            case "OrderPlaced" -> place(event.payload(), order);
            case "OrderAccepted" -> order.status = "PENDING";
            case "OrderRejected" -> order.status = "REJECTED";
            case "OrderConfirmed" -> {
                order.status = "CONFIRMED";
                order.paid = event.minor("paid");
                order.paymentStatus = event.payload().path("paymentStatus").asString();
            }
            case "OrderBalancePaid" -> {
                order.paid = event.minor("paid");
                order.paymentStatus = "PAID";
            }
            case "OrderCancelled" -> {
                order.status = "CANCELLED";
                order.reason = event.payload().path("reason").asString();
            }
            case "OrderRefunded" ->
                order.paymentStatus = event.payload().path("paymentStatus").asString();
            case "OrderProcessingStarted" -> order.status = "PROCESSING";
            case "OrderShipped" -> order.status = "SHIPPED";
            case "OrderDelivered" -> order.status = "DELIVERED";
            default -> {}
        }
    }

    private static void place(JsonNode payload, OrderTotals order) {
        var terms = payload.path("terms");
        order.buyer = payload.path("buyer").asString();
        order.currency = terms.path("totals").path("total").path("currency").asString();
        order.total = terms.path("totals").path("total").path("amountMinor").asLong();
        order.country = terms.path("shipping").path("country").asString();
        for (var line : terms.path("lines")) {
            order.lines.add(new Line(
                    line.path("item").path("packId").asString(),
                    line.path("quantity").asLong(),
                    line.path("net").path("amountMinor").asLong(),
                    line.path("tax").path("amount").path("amountMinor").asLong(),
                    line.path("tax").path("rateBasisPoints").asString()));
        }
    }

    private static void item(StoredEvent event, ItemTotals item) {
        var payload = event.payload();
        var quantity = payload.path("quantity").asLong(0);
        var reservation = payload.path("reservationId").asString("");
        switch (event.name().substring("inventory.".length())) {
            case "StockReceived" -> {
                item.onHand += quantity;
                item.received += quantity;
            }
            case "StockReturned" -> {
                item.onHand += quantity;
                item.returned += quantity;
            }
            case "StockCorrected" -> {
                item.onHand += payload.path("difference").asLong();
                item.corrected += payload.path("difference").asLong();
            }
            case "StockReserved" -> item.reserved.put(reservation, quantity);
            case "ReservationReleased", "ReservationExpired" -> item.reserved.remove(reservation);
            case "StockDispatched" -> {
                item.onHand -= quantity;
                item.dispatched += quantity;
                item.reserved.remove(reservation);
            }
            case "LowStockThresholdSet" ->
                item.lowStockAt = payload.path("lowStockAt").asLong();
            default -> {}
        }
    }
}
