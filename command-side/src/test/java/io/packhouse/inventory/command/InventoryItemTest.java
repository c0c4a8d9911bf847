package io.packhouse.inventory.command;

import static io.packhouse.inventory.api.InventoryRefusal.BELOW_RESERVED;
import static io.packhouse.inventory.api.InventoryRefusal.COMMITTED_TO_ORDER;
import static io.packhouse.inventory.api.InventoryRefusal.RESERVATION_NOT_COMMITTED;
import static io.packhouse.testing.Refusals.refused;
import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.api.StockMovementId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InventoryItemTest {

    static final InventoryItemId ITEM = new InventoryItemId("inv_main_TEA-1");
    static final OwnerReference OWNER = new OwnerReference("ord_01jd0000000000000000000001");
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant EXPIRY = NOON.plusSeconds(900);

    final FixtureConfiguration<InventoryItem> stock = new AggregateTestFixture<>(InventoryItem.class);

    @BeforeEach
    void handlesReservations() {
        stock.registerAnnotatedCommandHandler(new ReservationCommandHandler(stock.getRepository()));
    }

    @Nested
    class Receiving {

        @Test
        void createsTheItem() {
            stock.givenNoPriorActivity().when(receive("m-1", 10)).expectEvents(received("m-1", 10, 10, 10));
        }

        @Test
        void addsToTheStock() {
            stock.given(received("m-1", 10, 10, 10)).when(receive("m-2", 5)).expectEvents(received("m-2", 5, 15, 15));
        }

        @Test
        void twiceUnderOneIdReceivesOnce() {
            stock.given(received("m-1", 10, 10, 10)).when(receive("m-1", 10)).expectNoEvents();
        }
    }

    @Nested
    class Counting {

        @Test
        void recordsTheDifference() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 3, 7))
                    .when(count("c-1", 8))
                    .expectEvents(new StockCorrected(ITEM, movement("c-1"), -2, sealed("count"), 8, 5));
        }

        @Test
        void refusesACountBelowWhatIsReserved() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 8, 2))
                    .when(count("c-1", 7))
                    .expectNoEvents()
                    .expectException(refused(BELOW_RESERVED));
        }

        @Test
        void twiceUnderOneIdCountsOnce() {
            stock.given(
                            received("m-1", 10, 10, 10),
                            new StockCorrected(ITEM, movement("c-1"), 2, sealed("count"), 12, 12))
                    .when(count("c-1", 12))
                    .expectNoEvents();
        }
    }

    @Nested
    class Reserving {

        @Test
        void reservesWhatIsAvailable() {
            stock.given(received("m-1", 10, 10, 10)).when(reserve("res_1", 10)).expectEvents(reserved("res_1", 10, 0));
        }

        @Test
        void refusesMoreThanIsAvailableAndReturnsTheAvailability() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 8, 2))
                    .when(reserve("res_2", 3))
                    .expectEvents(refusedFor("res_2", new StockShortage(ITEM, 3, 2)));
        }

        @Test
        void refusesAnItemThatWasNeverStocked() {
            stock.givenNoPriorActivity()
                    .when(reserve("res_1", 1))
                    .expectEvents(refusedFor("res_1", new StockShortage(ITEM, 1, 0)));
        }

        @Test
        void twiceUnderOneIdReservesOnce() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(reserve("res_1", 4))
                    .expectNoEvents();
        }

        @Test
        void aRefusalStaysFinalWhenStockArrivesLater() {
            stock.given(
                            received("m-1", 1, 1, 1),
                            refusedFor("res_1", new StockShortage(ITEM, 3, 1)),
                            received("m-2", 9, 10, 10))
                    .when(reserve("res_1", 3))
                    .expectNoEvents();
        }

        @Test
        void warnsOnceWhenStockRunsLow() {
            stock.given(received("m-1", 10, 10, 10), new LowStockThresholdSet(ITEM, 5))
                    .when(reserve("res_1", 6))
                    .expectEvents(reserved("res_1", 6, 4), new LowStockReached(ITEM, 4, 5));
        }
    }

    @Nested
    class Purging {

        final Instant later = EXPIRY.plus(Duration.ofHours(25));

        @Test
        void remembersADecidedReservationForADay() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), released("res_1", 4, 10))
                    .andGiven(reservedUntil("res_2", later))
                    .when(reserve("res_1", 1))
                    .expectNoEvents();
        }

        @Test
        void forgetsItAfterwards() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), released("res_1", 4, 10))
                    .andGiven(reservedUntil("res_2", later.plusNanos(1)))
                    .when(reserve("res_1", 1))
                    .expectEvents(reserved("res_1", 1, 7));
        }

        @Test
        void neverForgetsReservedUnits() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .andGiven(reservedUntil("res_2", later.plusNanos(1)))
                    .when(release("res_1"))
                    .expectEvents(released("res_1", 4, 8));
        }

        private StockReserved reservedUntil(String id, Instant expiresAt) {
            return new StockReserved(ITEM, new ReservationId(id), OWNER, 2, expiresAt, items(), 4);
        }
    }

    @Nested
    class Releasing {

        @Test
        void releasesAnOpenReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(release("res_1"))
                    .expectEvents(released("res_1", 4, 10));
        }

        @Test
        void releasesACommittedReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), committed("res_1", 4))
                    .when(release("res_1"))
                    .expectEvents(released("res_1", 4, 10));
        }

        @Test
        void beforeTheReservationPreventsIt() {
            stock.given(received("m-1", 10, 10, 10), released("res_1", 0, 10))
                    .when(reserve("res_1", 4))
                    .expectNoEvents();
        }

        @Test
        void manuallyReleasesAnOpenReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(byHand("res_1"))
                    .expectEvents(new ReservationReleased(
                            ITEM, new ReservationId("res_1"), 4, "BY_HAND", sealed("found"), 10));
        }

        @Test
        void manuallyRefusesAReservationPaidByAnOrder() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), committed("res_1", 4))
                    .when(byHand("res_1"))
                    .expectNoEvents()
                    .expectException(refused(COMMITTED_TO_ORDER));
        }

        @Test
        void twiceReleasesOnce() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), released("res_1", 4, 10))
                    .when(release("res_1"))
                    .expectNoEvents();
        }
    }

    @Nested
    class Expiring {

        @Test
        void releasesAnUnpaidReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(expire("res_1", EXPIRY))
                    .expectEvents(new ReservationExpired(ITEM, new ReservationId("res_1"), 4, 10));
        }

        @Test
        void beforeItsTimeRecordsNothing() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(expire("res_1", EXPIRY.minusMillis(1)))
                    .expectNoEvents();
        }

        @Test
        void doesNotExpireACommittedReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), committed("res_1", 4))
                    .when(expire("res_1", EXPIRY))
                    .expectNoEvents();
        }
    }

    @Nested
    class Committing {

        @Test
        void makesTheReservationPermanent() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(commit("res_1", NOON))
                    .expectEvents(committed("res_1", 4));
        }

        @Test
        void isRejectedAfterTheExpiryEvenIfTheTimerIsLate() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(commit("res_1", EXPIRY))
                    .expectEvents(
                            new ReservationCommitRejected(ITEM, new ReservationId("res_1"), "EXPIRED"),
                            new ReservationExpired(ITEM, new ReservationId("res_1"), 4, 10));
        }

        @Test
        void isRejectedForUnknownAndReleasedReservations() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), released("res_1", 4, 10))
                    .when(commit("res_1", NOON))
                    .expectEvents(new ReservationCommitRejected(ITEM, new ReservationId("res_1"), "RELEASED"));
        }

        @Test
        void twiceCommitsOnce() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), committed("res_1", 4))
                    .when(commit("res_1", EXPIRY.plusSeconds(1)))
                    .expectNoEvents();
        }
    }

    @Nested
    class Dispatching {

        @Test
        void removesCommittedUnitsFromStock() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6), committed("res_1", 4))
                    .when(dispatch("res_1"))
                    .expectEvents(new StockDispatched(ITEM, new ReservationId("res_1"), 4, 6, 6));
        }

        @Test
        void refusesAnUncommittedReservation() {
            stock.given(received("m-1", 10, 10, 10), reserved("res_1", 4, 6))
                    .when(dispatch("res_1"))
                    .expectException(refused(RESERVATION_NOT_COMMITTED));
        }
    }

    @Test
    void addsReturnedUnits() {
        stock.given(received("m-1", 10, 10, 10))
                .when(new ReturnStock(ITEM, movement("r-1"), new Quantity(2), sealed("unopened")))
                .expectEvents(new StockReturned(ITEM, movement("r-1"), 2, sealed("unopened"), 12, 12));
    }

    @Test
    void setsTheLowStockThresholdAndWarnsAtOnceWhenStockIsLow() {
        stock.given(received("m-1", 3, 3, 3))
                .when(new SetLowStockThreshold(ITEM, 5))
                .expectEvents(new LowStockThresholdSet(ITEM, 5), new LowStockReached(ITEM, 3, 5));
    }

    @Test
    void oneIdNamesOneItem() {
        assertThat(ITEM.sku().value()).isEqualTo("TEA-1");
        assertThat(ITEM.location().value()).isEqualTo("main");
    }

    static ReceiveStock receive(String movement, int quantity) {
        return new ReceiveStock(ITEM, movement(movement), new Quantity(quantity), sealed("delivery"));
    }

    static CorrectStock count(String movement, int onHand) {
        return new CorrectStock(ITEM, movement(movement), onHand, sealed("count"));
    }

    static ReserveStock reserve(String id, int quantity) {
        var demand = new TreeMap<>(Map.of(ITEM, new Quantity(quantity)));
        return new ReserveStock(new ReservationId(id), OWNER, demand, EXPIRY);
    }

    static ReleaseReservation release(String id) {
        return new ReleaseReservation(new ReservationId(id), items(), "cancelled");
    }

    static ReleaseReservationManually byHand(String id) {
        return new ReleaseReservationManually(new ReservationId(id), items(), sealed("found"));
    }

    static ExpireReservation expire(String id, Instant at) {
        return new ExpireReservation(new ReservationId(id), items(), at);
    }

    static CommitReservation commit(String id, Instant at) {
        return new CommitReservation(new ReservationId(id), items(), at);
    }

    static DispatchReservation dispatch(String id) {
        return new DispatchReservation(new ReservationId(id), items());
    }

    static StockReceived received(String movement, int quantity, int onHand, int available) {
        return new StockReceived(ITEM, movement(movement), quantity, sealed("delivery"), onHand, available);
    }

    static StockReserved reserved(String id, int quantity, int available) {
        return new StockReserved(ITEM, new ReservationId(id), OWNER, quantity, EXPIRY, items(), available);
    }

    static ReservationRefused refusedFor(String id, StockShortage... shortages) {
        return new ReservationRefused(ITEM, new ReservationId(id), OWNER, EXPIRY, List.of(shortages));
    }

    static ReservationReleased released(String id, int quantity, int available) {
        return new ReservationReleased(ITEM, new ReservationId(id), quantity, "cancelled", null, available);
    }

    static ReservationCommitted committed(String id, int quantity) {
        return new ReservationCommitted(ITEM, new ReservationId(id), quantity, 6);
    }

    static SortedSet<InventoryItemId> items() {
        return new TreeSet<>(List.of(ITEM));
    }

    static StockMovementId movement(String id) {
        return new StockMovementId("mov_" + id);
    }
}
