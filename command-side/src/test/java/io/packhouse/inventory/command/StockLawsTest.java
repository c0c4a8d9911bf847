package io.packhouse.inventory.command;

import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.api.StockMovementId;
import io.packhouse.shared.api.CommandRejectedException;
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
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void stockIsAlwaysAccountedFor(long seed) {
        var random = new Random(seed);
        var inventoryItemState = new InventoryItemState();
        var received = 0;
        var gone = 0;
        for (var step = 0; step < 150; step++) {
            var ask = anything(random);
            for (var event : decide(inventoryItemState, ask)) {
                inventoryItemState.evolve(event);
                received += arrived(event);
                gone += event instanceof StockDispatched e ? e.quantity() : 0;
                assertThat(inventoryItemState.available())
                        .as("after %s, seed %s", event, seed)
                        .isBetween(0, inventoryItemState.onHand())
                        .isEqualTo(inventoryItemState.onHand() - inventoryItemState.promised());
            }
            assertThat(inventoryItemState.onHand())
                    .as("after %s, seed %s", ask, seed)
                    .isEqualTo(received - gone);
            assertThat(decide(inventoryItemState, ask))
                    .as("%s again, seed %s", ask, seed)
                    .allMatch(this::isAnswer);
        }
    }

    /// A repeat records nothing, except the answer that a process waits for.
    private boolean isAnswer(InventoryItemEvent event) {
        return event instanceof ReservationCommitRejected;
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
        var movement = new StockMovementId("mov_" + random.nextInt(40));
        return switch (random.nextInt(10)) {
            case 0 -> new ReceiveStock(ITEM, movement, quantity, sealed("delivery"));
            case 1 -> new CorrectStock(ITEM, movement, random.nextInt(60), sealed("count"));
            case 2 -> new ReturnStock(ITEM, movement, quantity, sealed("unopened"));
            case 3 -> new ReleaseReservation(id, items, "cancelled");
            case 4 -> new ExpireReservation(id, items, now);
            case 5 -> new CommitReservation(id, items, now);
            case 6 -> new DispatchReservation(id, items);
            case 7 -> new ReleaseReservationManually(id, items, sealed("needed"));
            default -> {
                var demand = new TreeMap<InventoryItemId, Quantity>();
                demand.put(ITEM, quantity);
                yield new ReserveStock(id, new OwnerReference("o-1"), demand, now.plusSeconds(900));
            }
        };
    }

    /// What the shell and [ReservationCommandHandler] do, without Axon.
    private static List<InventoryItemEvent> decide(
            InventoryItemState inventoryItemState, InventoryCommand command) {
        try {
            return switch (command) {
                case ReceiveStock ask -> inventoryItemState.decide(ask);
                case CorrectStock ask -> inventoryItemState.decide(ask);
                case ReturnStock ask -> inventoryItemState.decide(ask);
                case SetLowStockThreshold ask -> inventoryItemState.decide(ask);
                case ReserveStock ask -> reserve(inventoryItemState, ask);
                case ReleaseReservation ask -> inventoryItemState.decide(ITEM, ask);
                case ReleaseReservationManually ask -> inventoryItemState.decide(ITEM, ask);
                case ExpireReservation ask -> inventoryItemState.decide(ITEM, ask);
                case CommitReservation ask ->
                        inventoryItemState.canCommit(ask)
                                ? inventoryItemState.decide(ITEM, ask)
                                : inventoryItemState.refuse(ITEM, ask);
                case DispatchReservation ask -> inventoryItemState.decide(ITEM, ask);
            };
        } catch (CommandRejectedException commandRejectedException) {
            return List.of();
        }
    }

    private static List<InventoryItemEvent> reserve(
            InventoryItemState inventoryItemState, ReserveStock ask) {
        if (inventoryItemState.hasDecided(ask.reservationId())) {
            return List.of();
        }
        return inventoryItemState
                .shortage(ITEM, ask.demand().get(ITEM).value())
                .map(shortage -> inventoryItemState.refuse(ITEM, ask, List.of(shortage)))
                .orElseGet(() -> inventoryItemState.decide(ITEM, ask));
    }
}
