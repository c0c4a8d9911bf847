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

/// Checks that the raw event log and the provider's journal agree.
public final class LedgerAudit {

    private static final Set<String> FINAL =
            Set.of("ordering.OrderRejected", "ordering.OrderConfirmed", "ordering.OrderCancelled");

    private final JdbcClient jdbc;
    private final RawLog log;
    private final String sandbox;

    /// The sums of one item's events.
    private static final class ItemSums {
        private int onHand;
        private final Map<String, Integer> reserved = new HashMap<>();

        int totalReserved() {
            return reserved.values().stream().mapToInt(Integer::intValue).sum();
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
        log("ord_", (stream, name, _) -> {
            if (FINAL.contains(name)) {
                open.remove(stream);
            }
        });
        return open;
    }

    /// At every position nothing is reserved twice, and the available quantity in an event is the
    /// sum of the events.
    public void stockAddsUp() {
        var items = new TreeMap<String, ItemSums>();
        log("inv_", (stream, name, event) -> count(items, stream, name, event));
        assertThat(items).isNotEmpty();
    }

    /// Units still reserved for orders that have ended.
    public Map<String, Integer> openReservations() {
        var items = new TreeMap<String, ItemSums>();
        var committed = new HashMap<String, Boolean>();
        log("inv_", (stream, name, event) -> {
            count(items, stream, name, event);
            if (name.equals("inventory.ReservationCommitted")) {
                committed.put(event.path("reservationId").asString(), true);
            }
        });
        return items.values().stream()
                .flatMap(item -> item.reserved.entrySet().stream())
                .filter(reserved -> reserved.getValue() > 0)
                .filter(reserved -> !committed.containsKey(reserved.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    }

    /// The provider's amounts equal ours, payment by payment and to the cent; no buyer was charged
    /// twice.
    public void moneyAgrees() {
        var ours = new TreeMap<String, Long>();
        log("pay_", (stream, name, event) -> {
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
        for (var payment : paymentsOfProvider()) {
            var id = payment.at("/metadata/paymentId").asString();
            var back = payment.path("refunded").asLong()
                    + payment.path("chargedBack").asLong();
            var kept = payment.path("captured").asLong() - back;
            if (payment.path("captured").asLong() > 0) {
                theirs.merge(id, kept, Long::sum);
                charges.merge(id, 1, Integer::sum);
            }
        }
        assertThat(charges).allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
        // A mistaken capture that was refunded does not count.
        ours.values().removeIf(kept -> kept == 0);
        theirs.values().removeIf(kept -> kept == 0);
        assertThat(ours).isEqualTo(theirs);
    }

    /// The provider's payments as its journal has them.
    public Iterable<JsonNode> paymentsOfProvider() {
        var answer = new Client(sandbox, "").get("/sandbox/payments");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("payments");
    }

    private interface Reader {
        void read(String stream, String name, JsonNode event);
    }

    private void log(String prefix, Reader reader) {
        log.read(event -> {
            if (event.stream().startsWith(prefix)) {
                reader.read(event.stream(), event.name(), event.payload());
            }
        });
    }

    private static void count(Map<String, ItemSums> items, String stream, String name, JsonNode event) {
        var item = items.computeIfAbsent(stream, _ -> new ItemSums());
        var reservation = event.path("reservationId").asString("");
        var quantity = event.path("quantity").asInt(0);
        switch (name) {
            case "inventory.StockReceived", "inventory.StockReturned" -> item.onHand += quantity;
            case "inventory.StockCorrected" ->
                item.onHand += event.path("difference").asInt();
            case "inventory.StockReserved" -> item.reserved.put(reservation, quantity);
            case "inventory.ReservationReleased", "inventory.ReservationExpired" -> item.reserved.remove(reservation);
            case "inventory.StockDispatched" -> {
                item.onHand -= quantity;
                item.reserved.remove(reservation);
            }
            default -> {}
        }
        assertThat(item.onHand - item.totalReserved())
                .as("%s after %s", stream, name)
                .isNotNegative();
        if (event.has("available") && !name.endsWith("RanLow")) {
            assertThat(event.path("available").asInt())
                    .as("%s after %s", stream, event)
                    .isEqualTo(item.onHand - item.totalReserved());
        }
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
