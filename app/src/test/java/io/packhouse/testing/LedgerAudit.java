package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The judge: what the raw log and the provider's journal say, and whether they agree.
public final class LedgerAudit {

    private static final Set<String> FINAL =
            Set.of("ordering.OrderRejected", "ordering.OrderConfirmed", "ordering.OrderCancelled");

    private final JdbcClient jdbc;
    private final RawLog log;
    private final String sandbox;

    /// What one item's events add up to.
    private static final class Shelf {
        private int onHand;
        private final Map<String, Integer> held = new HashMap<>();

        int promised() {
            return held.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    public LedgerAudit(RunningEngine engine) {
        this(engine.jdbc(), engine.sandbox().toString());
    }

    public LedgerAudit(JdbcClient jdbc, String sandbox) {
        this.jdbc = jdbc;
        log = RawLog.of(jdbc);
        this.sandbox = sandbox;
    }

    public long count(String name) {
        var count = new AtomicLong();
        log.read(event -> count.addAndGet(event.name().equals(name) ? 1 : 0));
        return count.get();
    }

    public long placementsUnderWay() {
        return number("select count(*) from engine.saga_entry where saga_type like '%Placement%'");
    }

    public long deadLetters() {
        return number("select count(*) from engine.dead_letter_entry");
    }

    public long parked() {
        return number("select count(*) from engine.parked_event");
    }

    /// Orders placed whose stream has no final event yet.
    public Set<String> undecided() {
        var open = new TreeSet<String>();
        log("ord_", (stream, _, _) -> open.add(stream));
        log(
                "ord_",
                (stream, name, _) -> {
                    if (FINAL.contains(name)) {
                        open.remove(stream);
                    }
                });
        return open;
    }

    /// At every position nothing is promised twice, and what the events say is left is what they
    /// sum to.
    public void stockAddsUp() {
        var shelves = new TreeMap<String, Shelf>();
        log("inv_", (stream, name, event) -> count(shelves, stream, name, event));
        assertThat(shelves).isNotEmpty();
    }

    /// Units still held for orders that are over.
    public Map<String, Integer> heldReservations() {
        var shelves = new TreeMap<String, Shelf>();
        var committed = new HashMap<String, Boolean>();
        log(
                "inv_",
                (stream, name, event) -> {
                    count(shelves, stream, name, event);
                    if (name.equals("inventory.ReservationCommitted")) {
                        committed.put(event.path("reservationId").asString(), true);
                    }
                });
        return shelves.values().stream()
                .flatMap(shelf -> shelf.held.entrySet().stream())
                .filter(held -> held.getValue() > 0)
                .filter(held -> !committed.containsKey(held.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    }

    /// The provider's books and ours, payment by payment and to the cent; nobody was charged twice.
    public void moneyAgrees() {
        var ours = new TreeMap<String, Long>();
        log(
                "pay_",
                (stream, name, event) -> {
                    if (name.equals("payment.PaymentCaptured")) {
                        ours.merge(stream, event.at("/amount/amountMinor").asLong(), Long::sum);
                    } else if (name.equals("payment.PaymentRefunded")) {
                        ours.merge(stream, -event.at("/amount/amountMinor").asLong(), Long::sum);
                    } else if (name.equals("payment.DisputeLost")) {
                        ours.merge(stream, -event.at("/amount/amountMinor").asLong(), Long::sum);
                    }
                });
        var theirs = new TreeMap<String, Long>();
        var charges = new HashMap<String, Integer>();
        for (var payment : theirPayments()) {
            var id = payment.at("/metadata/paymentId").asString();
            var back = payment.path("refunded").asLong() + payment.path("chargedBack").asLong();
            var kept = payment.path("captured").asLong() - back;
            if (payment.path("captured").asLong() > 0) {
                theirs.merge(id, kept, Long::sum);
                charges.merge(id, 1, Integer::sum);
            }
        }
        assertThat(charges).allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
        // What was captured by mistake and went back was never ours.
        ours.values().removeIf(kept -> kept == 0);
        theirs.values().removeIf(kept -> kept == 0);
        assertThat(ours).isEqualTo(theirs);
    }

    /// The provider's payments as its journal has them.
    public Iterable<JsonNode> theirPayments() {
        var answer = new Client(sandbox, "").get("/sandbox/payments");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("payments");
    }

    private interface Reader {
        void read(String stream, String name, JsonNode event);
    }

    private void log(String prefix, Reader reader) {
        log.read(
                event -> {
                    if (event.stream().startsWith(prefix)) {
                        reader.read(event.stream(), event.name(), event.payload());
                    }
                });
    }

    private static void count(
            Map<String, Shelf> shelves, String stream, String name, JsonNode event) {
        var shelf = shelves.computeIfAbsent(stream, _ -> new Shelf());
        var reservation = event.path("reservationId").asString("");
        var quantity = event.path("quantity").asInt(0);
        switch (name) {
            case "inventory.StockReceived", "inventory.StockReturned" -> shelf.onHand += quantity;
            case "inventory.StockCorrected" -> shelf.onHand += event.path("difference").asInt();
            case "inventory.StockReserved" -> shelf.held.put(reservation, quantity);
            case "inventory.ReservationReleased", "inventory.ReservationExpired" ->
                    shelf.held.remove(reservation);
            case "inventory.StockDispatched" -> {
                shelf.onHand -= quantity;
                shelf.held.remove(reservation);
            }
            default -> {}
        }
        assertThat(shelf.onHand - shelf.promised()).as("%s after %s", stream, name).isNotNegative();
        if (event.has("available") && !name.endsWith("RanLow")) {
            assertThat(event.path("available").asInt())
                    .as("%s after %s", stream, event)
                    .isEqualTo(shelf.onHand - shelf.promised());
        }
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
