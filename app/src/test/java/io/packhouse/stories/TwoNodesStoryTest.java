package io.packhouse.stories;

import static io.packhouse.stories.OperatorStoryTest.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.saga.SagaRedelivery;
import io.packhouse.identity.api.Role;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.testing.Client;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two nodes on one database. A saga that one node parked stays parked when its segment moves to
/// the other; a resume on the node without the segment never runs at the same time as the node that
/// has it; and an operation requested at one node is done by the node that can.
class TwoNodesStoryTest {

    static final List<String> QUIET = List.of(
            "--packhouse.parked-sagas.retry-interval=PT1H",
            "--packhouse.cluster=true",
            // The test assigns the segments instead of the nodes.
            "--packhouse.segments.balance=false");
    static final String WHY = "{\"reason\":\"the story wants it\"}";

    @TempDir
    static Path folder;

    static final Set<String> CURSED = ConcurrentHashMap.newKeySet();
    static RunningEngine one;
    static RunningEngine two;
    static Client operator;
    static Shop shop;
    static LedgerAudit books;

    @BeforeAll
    static void start() {
        one = RunningEngine.start(folder.resolve("one"), with("--packhouse.node=one"));
        operator = one.as(Role.ADMIN);
        shop = new Shop(one);
        books = new LedgerAudit(one);
        breakSagas(one);
    }

    @AfterAll
    static void stop() {
        if (two != null) {
            two.close();
        }
        one.close();
    }

    @Test
    void aSagaParkedByOneNodeIsResumedByTheOther() throws Exception {
        operator.done(operator.post(OPERATIONS + "processors/projection-manifests/pause", WHY));
        var parked = parkedOrder();
        var racing = parkedOrder();
        two = one.beside(folder.resolve("two"), with("--packhouse.node=two"));
        breakSagas(two);
        assertThat(state("projection-manifests")).isEqualTo("PAUSED");

        moveToTwo("orders");
        var later = books.parked();
        cancel(1, parked);
        await().atMost(Duration.ofSeconds(30)).until(() -> books.parked() > later);
        assertThat(causes().getLast()).isEqualTo("behind an earlier event");
        CURSED.clear();
        var resumed = operator.post(OPERATIONS + "parked-sagas/" + sagaOf(parked) + "/resume", WHY);
        assertThat(resumed.string("state")).as(resumed.text()).isEqualTo("DONE");

        resumeWhileTheOtherGetsEvents(racing);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(books.parked()).isZero();
            assertThat(books.placementsUnderWay()).isZero();
            assertThat(books.undecided()).isEmpty();
        });
        books.stockAddsUp();

        operator.done(operator.post(OPERATIONS + "processors/projection-manifests/resume", WHY));
        assertThat(state("projection-manifests")).isEqualTo("RUNNING");
        share();
        pauseEverywhere();
    }

    /// Node one handles the parked event again, slowly; node two gets the next event meanwhile.
    private void resumeWhileTheOtherGetsEvents(String order) throws Exception {
        var begun = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        // Axon Server may have the command handled on either.
        for (var node : List.of(one, two)) {
            node.bean(CommandBus.class).registerHandlerInterceptor((work, chain) -> {
                if (work.getMessage().getPayload() instanceof CommitReservation) {
                    begun.countDown();
                    mayGoOn.await(20, TimeUnit.SECONDS);
                }
                return chain.proceed();
            });
        }
        var saga = sagaOf(order);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> resuming =
                    threads.submit(() -> one.bean(SagaRedelivery.class).resume(saga));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            cancel(2, order);
            var waitForTheSaga = """
                    select count(*) from pg_stat_activity
                    where wait_event_type = 'Lock' and query like '%saga_entry%for update%'""";
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            one.jdbc().sql(waitForTheSaga).query(Long.class).single() == 1);
            mayGoOn.countDown();
            resuming.get(30, TimeUnit.SECONDS);
        }
        assertThat(one.names(order)).contains("ordering.OrderCancelled");
    }

    /// A split of a processor of node two and a merge of one on both nodes, requested at node one.
    private void share() {
        moveToTwo("orders");
        operator.done(operator.post(OPERATIONS + "processors/orders/split", WHY));
        release(two, "orders", 0, 3_600);
        await().atMost(Duration.ofSeconds(30)).until(() -> nodes("orders"), all -> all.contains("one"));
        assertThat(nodes("orders")).hasSize(2);
        operator.done(operator.post(OPERATIONS + "processors/orders/merge", WHY));
        assertThat(processor("orders").path("segments")).hasSize(1);
    }

    private void pauseEverywhere() {
        operator.done(operator.post(OPERATIONS + "processors/orders/pause", WHY));
        assertThat(state("orders")).isEqualTo("PAUSED");
        assertThat(processor("orders").at("/segments/0").has("node")).isFalse();
        operator.done(two.as(Role.ADMIN).post(OPERATIONS + "processors/orders/resume", WHY));
        assertThat(state("orders")).isEqualTo("RUNNING");
    }

    private static String parkedOrder() {
        var cursed = shop.stock(5);
        CURSED.add(cursed);
        var before = books.parked();
        var order = shop.order(one.buyer((int) before + 1), "FULL", 1, shop.pack(cursed));
        shop.pay(order, "FULL");
        await().atMost(Duration.ofSeconds(60)).until(() -> books.parked() > before);
        return order;
    }

    private static void breakSagas(RunningEngine engine) {
        engine.bean(CommandBus.class).registerHandlerInterceptor((work, chain) -> {
            if (work.getMessage().getPayload() instanceof CommitReservation commit
                    && CURSED.stream().anyMatch(commit.items().toString()::contains)) {
                throw new IllegalStateException("Broken on purpose");
            }
            return chain.proceed();
        });
    }

    private static void cancel(int buyer, String order) {
        var cancelled = one.buyer(buyer).post("/api/v1/orders/" + order + "/cancel", "");
        assertThat(cancelled.status()).as(cancelled.text()).isLessThan(300);
    }

    private static String sagaOf(String order) {
        for (var saga : operator.get(OPERATIONS + "parked-sagas").body().path("items")) {
            if (saga.path("orderPage").asString().endsWith(order)) {
                return saga.path("sagaId").asString();
            }
        }
        throw new AssertionError("Nothing is parked for " + order);
    }

    private static void moveToTwo(String processor) {
        for (var segment : processor(processor).path("segments")) {
            release(one, processor, segment.path("segment").asInt(), 5);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Set.copyOf(nodes(processor)).equals(Set.of("two")));
    }

    private static void release(RunningEngine engine, String processor, int segment, int seconds) {
        engine.bean(EventProcessingConfiguration.class)
                .eventProcessor(processor, StreamingEventProcessor.class)
                .orElseThrow()
                .releaseSegment(segment, seconds, TimeUnit.SECONDS);
    }

    private static List<String> nodes(String processor) {
        return processor(processor)
                .path("segments")
                .valueStream()
                .map(segment -> segment.path("node").asString(""))
                .toList();
    }

    private static String state(String processor) {
        return processor(processor).path("state").asString();
    }

    private static JsonNode processor(String name) {
        return operator.get(OPERATIONS + "processors/" + name).body();
    }

    private static List<String> causes() {
        return one.jdbc()
                .sql("select cause from engine.parked_event order by id")
                .query(String.class)
                .list();
    }

    private static String[] with(String setting) {
        return Stream.concat(QUIET.stream(), Stream.of(setting)).toArray(String[]::new);
    }
}
