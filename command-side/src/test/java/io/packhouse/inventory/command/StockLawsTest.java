package io.packhouse.inventory.command;

import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.MovementId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.shared.api.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is asked, in whatever order and however often: nothing is promised twice, nothing
/// leaves unpromised, and the log adds up. Drives the mind with random requests; a failing seed is
/// printed.
class StockLawsTest {

    static final InventoryItemId ITEM = InventoryItemTest.ITEM;
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    Instant now = START;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.Seeds#thousand")
    void stockIsAlwaysAccountedFor(long seed) {
        var random = new Random(seed);
        var stock = new Stock();
        var received = 0;
        var gone = 0;
        for (var step = 0; step < 150; step++) {
            var ask = anything(random);
            for (var event : decide(stock, ask)) {
                stock.evolve(event);
                received += arrived(event);
                gone += event instanceof StockDispatched e ? e.quantity() : 0;
                assertThat(stock.available())
                        .as("after %s, seed %s", event, seed)
                        .isBetween(0, stock.onHand())
                        .isEqualTo(stock.onHand() - stock.promised());
            }
            assertThat(stock.onHand())
                    .as("after %s, seed %s", ask, seed)
                    .isEqualTo(received - gone);
            assertThat(decide(stock, ask))
                    .as("%s again, seed %s", ask, seed)
                    .allMatch(this::isAnswer);
        }
    }

    /// A repeat records nothing, except the answer that a process waits for.
    private boolean isAnswer(InventoryItemEvent event) {
        return event instanceof CommitmentRefused;
    }

    private static int arrived(InventoryItemEvent event) {
        return switch (event) {
            case StockReceived e -> e.quantity();
            case StockReturned e -> e.quantity();
            case StockCorrected e -> e.difference();
            default -> 0;
        };
    }

    private InventoryCommand anything(Random random) {
        now = now.plusSeconds(random.nextInt(60));
        var id = new ReservationId("res_" + random.nextInt(12));
        var items = new TreeSet<>(List.of(ITEM));
        var quantity = new Quantity(1 + random.nextInt(20));
        var movement = new MovementId("mov_" + random.nextInt(40));
        return switch (random.nextInt(10)) {
            case 0 -> new ReceiveStock(ITEM, movement, quantity, sealed("delivery"));
            case 1 -> new CorrectStock(ITEM, movement, random.nextInt(60), sealed("count"));
            case 2 -> new ReturnStock(ITEM, movement, quantity, sealed("unopened"));
            case 3 -> new ReleaseReservation(id, items, "cancelled");
            case 4 -> new ExpireReservation(id, items, now);
            case 5 -> new CommitReservation(id, items, now);
            case 6 -> new DispatchReservation(id, items);
            case 7 -> new ReleaseByHand(id, items, sealed("needed"));
            default -> {
                var demand = new TreeMap<InventoryItemId, Quantity>();
                demand.put(ITEM, quantity);
                yield new ReserveStock(id, new OwnerReference("o-1"), demand, now.plusSeconds(900));
            }
        };
    }

    /// What the shell and [Reservations] do, without Axon.
    private static List<InventoryItemEvent> decide(Stock stock, InventoryCommand command) {
        try {
            return switch (command) {
                case ReceiveStock ask -> stock.decide(ask);
                case CorrectStock ask -> stock.decide(ask);
                case ReturnStock ask -> stock.decide(ask);
                case WatchStock ask -> stock.decide(ask);
                case ReserveStock ask -> reserve(stock, ask);
                case ReleaseReservation ask -> stock.decide(ITEM, ask);
                case ReleaseByHand ask -> stock.decide(ITEM, ask);
                case ExpireReservation ask -> stock.decide(ITEM, ask);
                case CommitReservation ask ->
                        stock.canCommit(ask) ? stock.decide(ITEM, ask) : stock.refuse(ITEM, ask);
                case DispatchReservation ask -> stock.decide(ITEM, ask);
            };
        } catch (Refused refused) {
            return List.of();
        }
    }

    private static List<InventoryItemEvent> reserve(Stock stock, ReserveStock ask) {
        if (stock.hasDecided(ask.reservationId())) {
            return List.of();
        }
        return stock.shortage(ITEM, ask.demand().get(ITEM).value())
                .map(shortage -> stock.refuse(ITEM, ask, List.of(shortage)))
                .orElseGet(() -> stock.decide(ITEM, ask));
    }
}
