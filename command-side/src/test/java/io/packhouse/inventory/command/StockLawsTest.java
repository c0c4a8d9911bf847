package io.packhouse.inventory.command;

import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.config.SerializationConfiguration;
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
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// Random commands in any order, repeated: nothing is reserved twice, nothing is dispatched without
/// a reservation, and the event amounts add up. Drives the state class; a failing seed is printed.
class StockLawsTest {

    static final InventoryItemId ITEM = InventoryItemTest.ITEM;
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    static final Serializer SNAPSHOTS =
            new AnnotationConfigApplicationContext(SerializationConfiguration.class).getBean(Serializer.class);

    Instant now = START;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void stockIsAlwaysAccountedFor(long seed) {
        var random = new Random(seed);
        var inventoryItemState = new InventoryItemState();
        var received = 0;
        var gone = 0;
        for (var step = 0; step < 150; step++) {
            var command = anything(random);
            for (var event : decide(inventoryItemState, command)) {
                inventoryItemState.evolve(event);
                received += arrived(event);
                gone += event instanceof StockDispatched e ? e.quantity() : 0;
                assertThat(inventoryItemState.available())
                        .as("after %s, seed %s", event, seed)
                        .isBetween(0, inventoryItemState.onHand())
                        .isEqualTo(inventoryItemState.onHand() - inventoryItemState.reserved());
            }
            assertThat(inventoryItemState.onHand())
                    .as("after %s, seed %s", command, seed)
                    .isEqualTo(received - gone);
            assertThat(decide(inventoryItemState, command))
                    .as("%s again, seed %s", command, seed)
                    .allMatch(this::isAnswer);
        }
    }

    /// Over several days, so that reservations are purged and their ids used again.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#hundred")
    void restoredFromItsSnapshotItDecidesTheSame(long seed) {
        var random = new Random(seed);
        var inventoryItemState = new InventoryItemState();
        for (var step = 0; step < 120; step++) {
            now = now.plusSeconds(random.nextInt(12) == 0 ? 90_000 : 0);
            var restored = restored(inventoryItemState);
            var command = anything(random);
            assertThat(restored.reserved())
                    .as("before %s, seed %s", command, seed)
                    .isEqualTo(inventoryItemState.reserved());
            var events = decide(inventoryItemState, command);
            assertThat(decide(restored, command))
                    .as("%s, seed %s", command, seed)
                    .isEqualTo(events);
            events.forEach(inventoryItemState::evolve);
        }
    }

    private static InventoryItemState restored(InventoryItemState inventoryItemState) {
        return SNAPSHOTS.deserialize(SNAPSHOTS.serialize(inventoryItemState, byte[].class));
    }

    /// A repeat records nothing, except the result that a process waits for.
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

    /// Dispatches like the aggregate class and [ReservationCommandHandler], without Axon.
    private static List<InventoryItemEvent> decide(InventoryItemState inventoryItemState, InventoryCommand command) {
        try {
            return switch (command) {
                case ReceiveStock c -> inventoryItemState.decide(c);
                case CorrectStock c -> inventoryItemState.decide(c);
                case ReturnStock c -> inventoryItemState.decide(c);
                case SetLowStockThreshold c -> inventoryItemState.decide(c);
                case ReserveStock c -> reserve(inventoryItemState, c);
                case ReleaseReservation c -> inventoryItemState.decide(ITEM, c);
                case ReleaseReservationManually c -> inventoryItemState.decide(ITEM, c);
                case ExpireReservation c -> inventoryItemState.decide(ITEM, c);
                case CommitReservation c ->
                    inventoryItemState.canCommit(c)
                            ? inventoryItemState.decide(ITEM, c)
                            : inventoryItemState.refuse(ITEM, c);
                case DispatchReservation c -> inventoryItemState.decide(ITEM, c);
            };
        } catch (CommandRejectedException commandRejectedException) {
            return List.of();
        }
    }

    private static List<InventoryItemEvent> reserve(InventoryItemState inventoryItemState, ReserveStock command) {
        if (inventoryItemState.hasDecided(command.reservationId())) {
            return List.of();
        }
        return inventoryItemState
                .shortage(ITEM, command.demand().get(ITEM).value())
                .map(shortage -> inventoryItemState.refuse(ITEM, command, List.of(shortage)))
                .orElseGet(() -> inventoryItemState.decide(ITEM, command));
    }
}
