package io.packhouse.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.projecting.ProjectionTestEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Every event of an item goes through the running processors; a copy filled by a replay has the
/// same rows, and the comparison detects a wrong copy.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InventoryProjectionsTest {

    static ProjectionTestEngine engine;
    static long position;

    @BeforeAll
    static void append() {
        engine = ProjectionTestEngine.start(
                ProjectionTestEngine.folder(), StockProjection.class, MovementProjection.class, Picky.class);
        var events = new ArrayList<InventoryItemEvent>();
        var stories =
                IntStream.range(0, 20).mapToObj(i -> StockStory.of("TEA-" + i)).toList();
        for (var i = 0; i < stories.getFirst().size(); i++) {
            for (var story : stories) {
                events.add(story.get(i));
            }
        }
        position = engine.append(StockStory::stream, events);
        engine.await(StockProjection.GROUP, position);
        engine.await(MovementProjection.GROUP, position);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    @Order(1)
    void containsEveryEvent() {
        assertThat(StockStory.of("A").stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(InventoryItemEvent.class.getPermittedSubclasses()));
        assertThat(engine.rows("select * from engine.dead_letter_entry")).isEmpty();
    }

    @Test
    @Order(2)
    void countsUnitsOnHandReservedAndCommitted() {
        var row = engine.rows("select * from read.inventory_stock where sku = 'TEA-7'")
                .getFirst();
        assertThat(row)
                .containsEntry("on_hand", 16)
                .containsEntry("reserved", 6)
                .containsEntry("committed", 2)
                .containsEntry("available", 8)
                .containsEntry("low_stock_at", 5)
                .containsEntry("location", "main");
        assertThat(engine.rows("select * from read.inventory_stock where available <> on_hand - reserved - committed"))
                .isEmpty();
        assertThat(engine.rows("""
                select reservation_id, committed from read.inventory_reservation
                where item_id = 'inv_main_TEA-7' and outcome is null
                order by 1"""))
                .extracting(reservation -> reservation.get("reservation_id") + " " + reservation.get("committed"))
                .containsExactly("res_f false", "res_g true");
    }

    @Test
    @Order(3)
    void keepsAJournalOfEveryEvent() {
        var rows =
                engine.rows("select * from read.inventory_movement where item_id = 'inv_main_TEA-3' order by position");
        assertThat(rows).hasSize(StockStory.of("A").size());
        assertThat(rows).allMatch(row -> ProjectionTestEngine.ACTOR.equals(row.get("actor")));
        assertThat(rows.get(8))
                .containsEntry("action", "REFUSED")
                .containsEntry("reason", "inv_main_TEA-3: 9 requested, 5 available");
    }

    @Test
    @Order(4)
    void aReplayGivesTheSameRows() throws Exception {
        engine.copySchema("read_copy", "inventory_stock", "inventory_reservation", "inventory_movement");
        engine.replay("read_copy", StockProjection::new, position);
        engine.replay("read_copy", MovementProjection::new, position);
        for (var table : List.of("inventory_stock", "inventory_reservation", "inventory_movement")) {
            assertThat(engine.hash("read_copy", table))
                    .isEqualTo(engine.hash("read", table))
                    .doesNotStartWith("0 rows");
        }
        // Replays over existing rows: the guards skip every event.
        var before = engine.hash("read_copy", "inventory_stock");
        engine.replay("read_copy", StockProjection::new, position);
        assertThat(engine.hash("read_copy", "inventory_stock")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void theComparisonDetectsAWrongProjection() throws Exception {
        engine.copySchema("read_wrong", "inventory_stock", "inventory_reservation");
        engine.replay("read_wrong", Forgetful::new, position);
        assertThat(engine.hash("read_wrong", "inventory_stock")).isNotEqualTo(engine.hash("read", "inventory_stock"));
    }

    @Test
    @Order(6)
    void aRowThatCannotBeWrittenStopsOnlyItsOwnStream() throws Exception {
        engine.asOwner("alter table read.inventory_stock add constraint poison check (on_hand <> 666)");
        var position = engine.append(
                StockStory::stream,
                List.of(
                        StockStory.received("FINE", 5),
                        StockStory.received("BAD", 666),
                        StockStory.received("OK", 7),
                        StockStory.received("BAD", 3)));
        engine.await(StockProjection.GROUP, position);
        assertThat(onHand("FINE", "BAD", "OK")).containsExactly("FINE 5", "OK 7");
        assertThat(deadLetters()).isEqualTo(2);

        engine.bean(DeadLetterRetry.class).retry();
        assertThat(deadLetters()).isEqualTo(2);

        engine.asOwner("alter table read.inventory_stock drop constraint poison");
        engine.bean(DeadLetterRetry.class).retry();
        assertThat(deadLetters()).isZero();
        assertThat(onHand("BAD")).containsExactly("BAD 3");
        var after = engine.append(StockStory::stream, List.of(StockStory.received("BAD", 9)));
        engine.await(StockProjection.GROUP, after);
        assertThat(onHand("BAD")).containsExactly("BAD 9");
    }

    @Test
    @Order(7)
    void anEventThatCannotBeHandledStopsOnlyItsOwnStream() {
        var picky = engine.bean(Picky.class);
        picky.refused = 13;
        var events =
                List.of(StockStory.received("P-1", 13), StockStory.received("P-2", 14), StockStory.received("P-1", 15));
        var position = engine.append(StockStory::stream, events);
        engine.await(Picky.GROUP, position);
        assertThat(picky.taken).contains(14).doesNotContain(13, 15);
        assertThat(deadLetters()).isEqualTo(2);
        picky.refused = 0;
        engine.bean(DeadLetterRetry.class).retry();
        assertThat(deadLetters()).isZero();
        assertThat(picky.taken).endsWith(14, 13, 15);
    }

    /// Ignores one receipt.
    @ProcessingGroup(Picky.GROUP)
    static class Picky {

        static final String GROUP = "projection-picky";

        final List<Integer> taken = new CopyOnWriteArrayList<>();
        volatile int refused;

        @EventHandler
        void on(InventoryItemEvent.StockReceived event) {
            if (event.quantity() == refused) {
                throw new IllegalStateException("Not this one");
            }
            taken.add(event.quantity());
        }
    }

    private static int deadLetters() {
        return engine.rows("select * from engine.dead_letter_entry").size();
    }

    private static List<String> onHand(String... skus) {
        return Arrays.stream(skus)
                .flatMap(sku -> engine
                        .rows("select sku || ' ' || on_hand as found from read.inventory_stock where sku = '"
                                + sku
                                + "'")
                        .stream())
                .map(row -> (String) row.get("found"))
                .toList();
    }

    /// Ignores that a release frees units.
    @ProcessingGroup(StockProjection.GROUP)
    static class Forgetful {

        private final StockProjection right;

        Forgetful(ProjectionSchema schema) {
            right = new StockProjection(schema);
        }

        @EventHandler
        void on(InventoryItemEvent event, TrackedEventMessage<?> message) {
            if (!(event instanceof InventoryItemEvent.ReservationReleased)) {
                right.on(event, message);
            }
        }
    }
}
