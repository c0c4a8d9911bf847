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

/// The stored events, read as they are and added up in Java: what the analysts' tables are judged
/// by.
final class ExpectedTotals {

    record Told(String stream, String name, Instant at, JsonNode payload) {

        long minor(String field) {
            return payload.path(field).path("amountMinor").asLong();
        }

        String day() {
            return ExpectedTotals.day(at).toString();
        }
    }

    record Line(String pack, long quantity, long net, long tax, String rate) {}

    /// What became of an order, by the names of its events.
    static final class Sold {
        String buyer = "";
        String currency = "";
        String country = "";
        long total;
        long paid;
        String status = "PLACED";
        String paymentStatus = "UNPAID";
        @Nullable String reason;
        final List<Line> lines = new ArrayList<>();
        final Map<String, Instant> reached = new LinkedHashMap<>();

        boolean isConfirmed() {
            return reached.containsKey("OrderConfirmed");
        }
    }

    /// What lies on one shelf, and what is promised to whom.
    static final class Shelf {
        long onHand;
        long received;
        long returned;
        long corrected;
        long dispatched;
        long lowStockAt;
        final Map<String, Long> promised = new TreeMap<>();

        long available() {
            return onHand - promised.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    final List<Told> events;
    final Map<String, Sold> orders = new TreeMap<>();
    final Map<String, Shelf> shelves = new TreeMap<>();

    ExpectedTotals(RunningEngine engine) {
        events = new ArrayList<>();
        engine.log()
                .read(
                        stored ->
                                events.add(
                                        new Told(
                                                stored.stream(),
                                                stored.name(),
                                                stored.at(),
                                                stored.payload())));
        events.forEach(this::take);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    List<Told> of(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    List<Sold> confirmed() {
        return orders.values().stream().filter(Sold::isConfirmed).toList();
    }

    private void take(Told event) {
        if (event.name().startsWith("ordering.")) {
            order(event, orders.computeIfAbsent(event.stream(), _ -> new Sold()));
        } else if (event.name().startsWith("inventory.")) {
            shelf(event, shelves.computeIfAbsent(event.stream(), _ -> new Shelf()));
        }
    }

    private static void order(Told event, Sold order) {
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

    private static void place(JsonNode payload, Sold order) {
        var terms = payload.path("terms");
        order.buyer = payload.path("buyer").asString();
        order.currency = terms.path("totals").path("total").path("currency").asString();
        order.total = terms.path("totals").path("total").path("amountMinor").asLong();
        order.country = terms.path("shipping").path("country").asString();
        for (var line : terms.path("lines")) {
            order.lines.add(
                    new Line(
                            line.path("item").path("packId").asString(),
                            line.path("quantity").asLong(),
                            line.path("net").path("amountMinor").asLong(),
                            line.path("tax").path("amount").path("amountMinor").asLong(),
                            line.path("tax").path("rateBasisPoints").asString()));
        }
    }

    private static void shelf(Told event, Shelf shelf) {
        var payload = event.payload();
        var quantity = payload.path("quantity").asLong(0);
        var reservation = payload.path("reservationId").asString("");
        switch (event.name().substring("inventory.".length())) {
            case "StockReceived" -> {
                shelf.onHand += quantity;
                shelf.received += quantity;
            }
            case "StockReturned" -> {
                shelf.onHand += quantity;
                shelf.returned += quantity;
            }
            case "StockCorrected" -> {
                shelf.onHand += payload.path("difference").asLong();
                shelf.corrected += payload.path("difference").asLong();
            }
            case "StockReserved" -> shelf.promised.put(reservation, quantity);
            case "ReservationReleased", "ReservationExpired" -> shelf.promised.remove(reservation);
            case "StockDispatched" -> {
                shelf.onHand -= quantity;
                shelf.dispatched += quantity;
                shelf.promised.remove(reservation);
            }
            case "LowStockThresholdSet" -> shelf.lowStockAt = payload.path("lowStockAt").asLong();
            default -> {}
        }
    }
}
