package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader sees every committed event once and in order, however writers overlap and roll back.
/// The first tests fix the interleavings that lose events in schemes that look right; the last one
/// runs sixteen writers at random.
class GaplessReadsTest {

    @TempDir
    static Path folder;

    static StoreUnderTest store;

    @BeforeAll
    static void start() {
        store = new StoreUnderTest(folder.resolve("data"), TwoNodesTest.OneOfSeveral.class);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void anEventWaitsForALowerPositionHeldByALaterTransaction() throws Exception {
        var head = store.store().createHeadToken();
        try (var early = store.writer().begin();
                var late = store.writer()) {
            var lower = late.append();
            var higher = early.append();
            early.commit();

            assertThat(positionsAfter(head)).as("%s is not settled", lower).isEmpty();
            late.commit();
            assertThat(positionsAfter(head)).containsExactly(lower, higher);
        }
    }

    @Test
    void anEventWaitsForALowerPositionHeldByAnEarlierTransaction() throws Exception {
        var head = store.store().createHeadToken();
        try (var early = store.writer();
                var late = store.writer()) {
            var lower = early.append();
            var higher = late.append();
            late.commit();

            assertThat(positionsAfter(head)).isEmpty();
            early.commit();
            assertThat(positionsAfter(head)).containsExactly(lower, higher);
        }
    }

    @Test
    void aRollbackIsPassedOnceItIsCertain() throws Exception {
        var head = store.store().createHeadToken();
        try (var loser = store.writer();
                var winner = store.writer()) {
            loser.append();
            var kept = winner.append();
            winner.commit();
            assertThat(positionsAfter(head)).isEmpty();

            loser.rollback();
            await().untilAsserted(() -> assertThat(positionsAfter(head)).containsExactly(kept));
        }
    }

    @Test
    void anUnrelatedLongTransactionHoldsBackOnlyWhatIsBehindAGap() throws Exception {
        var head = store.store().createHeadToken();
        try (var idle = store.writer().begin();
                var writer = store.writer()) {
            var first = writer.append();
            writer.commit();
            assertThat(positionsAfter(head)).containsExactly(first);

            writer.append();
            writer.rollback();
            var behindTheGap = writer.append();
            writer.commit();
            assertThat(positionsAfter(head)).containsExactly(first);

            idle.rollback();
            await().untilAsserted(() -> assertThat(positionsAfter(head)).containsExactly(first, behindTheGap));
        }
    }

    @Test
    void theHeadNeverStandsBeforeAnUnsettledPosition() throws Exception {
        try (var slow = store.writer();
                var fast = store.writer();
                var asking = Executors.newSingleThreadExecutor()) {
            var lower = slow.append();
            var higher = fast.append();
            fast.commit();

            Future<TrackingToken> head = asking.submit(() -> store.store().createHeadToken());
            Thread.sleep(50);
            slow.commit();
            assertThat(Positions.of(head.get(20, TimeUnit.SECONDS))).isEqualTo(higher);
            assertThat(lower).isLessThan(higher);
        }
    }

    @Test
    void sixteenWritersWithRollbacksLoseNothing() throws Exception {
        var head = store.store().createHeadToken();
        var committed = new ConcurrentSkipListSet<Long>();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(18)) {
            var follower = threads.submit(() -> follow(head, committed, writing));
            var writers = new ArrayList<Future<?>>();
            for (var seed = 0; seed < 16; seed++) {
                var random = new Random(seed);
                writers.add(threads.submit(() -> write(random, committed)));
            }
            for (var writer : writers) {
                writer.get(120, TimeUnit.SECONDS);
            }
            writing.set(false);

            assertThat(follower.get(60, TimeUnit.SECONDS)).containsExactlyElementsOf(committed);
            assertThat(positionsAfter(head)).containsExactlyElementsOf(committed);
            assertThat(committed).hasSizeGreaterThan(1_000);
        }
    }

    private static Void write(Random random, ConcurrentSkipListSet<Long> committed)
            throws SQLException, InterruptedException {
        try (var writer = store.writer()) {
            for (var transaction = 0; transaction < 60; transaction++) {
                var mine = new ArrayList<Long>();
                for (var row = 0; row <= random.nextInt(3); row++) {
                    mine.add(writer.append());
                    Thread.sleep(random.nextInt(4));
                }
                if (random.nextInt(10) == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                    committed.addAll(mine);
                }
            }
        }
        return null;
    }

    /// Reads events while more are appended, as a processor does.
    private static List<Long> follow(TrackingToken head, ConcurrentSkipListSet<Long> committed, AtomicBoolean writing)
            throws InterruptedException {
        var seen = new ArrayList<Long>();
        var until = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        try (var stream = store.store().openStream(head)) {
            while ((writing.get() || seen.size() < committed.size()) && System.nanoTime() < until) {
                if (stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)) {
                    seen.add(Positions.of(stream.nextAvailable().trackingToken()));
                }
            }
        }
        return seen;
    }

    private static List<Long> positionsAfter(TrackingToken token) {
        try (var stream = store.bean(GaplessStorageEngine.class).readEvents(token, false)) {
            return stream.map(TrackedEventMessage::trackingToken)
                    .map(Positions::of)
                    .toList();
        }
    }
}
