package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.AdjustableClock;
import io.packhouse.identity.api.Role;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.testing.Client;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// An operator monitors event processors, pauses and resumes them, retries what failed and
/// dismisses what cannot succeed; each operation is recorded with who and why, and an auditor reads
/// everything and changes nothing.
class OperatorStoryTest {

    static final String OPERATIONS = "/api/v1/operations/";
    static final String WHY = "{\"reason\":\"disk is being changed\"}";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Client operator;
    static Shop shop;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder, "--packhouse.dead-letters.retry-interval=PT1H");
        operator = engine.as(Role.ADMIN);
        shop = new Shop(engine);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        engine.anonymous().get("/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void everyProcessorIsListedWithItsStateAndNodes() {
        shop.stock(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var all = operator.get(OPERATIONS + "processors").body().path("items");
            assertThat(all).hasSizeGreaterThan(5);
            assertThat(all).allSatisfy(one -> {
                assertThat(one.path("state").asString()).as("%s", one).isEqualTo("RUNNING");
                assertThat(one.path("lag").asLong()).isZero();
                assertThat(one.has("perSecond")).isTrue();
                assertThat(one.at("/segments/0/node").asString()).isNotEmpty();
            });
        });
        assertThat(processor("orders").path("kind").asString()).isEqualTo("SAGA");
        assertThat(processor("orders").path("segments")).hasSize(1);
        assertThat(processor("payment-provider").path("kind").asString()).isEqualTo("AUTOMATION");
        assertThat(processor("projections").path("kind").asString()).isEqualTo("PROJECTION");
        var page = operator.get(OPERATIONS + "processors?limit=5").body();
        assertThat(page.path("items")).hasSize(5);
        var next = operator.get(page.path("next").asString()).body();
        assertThat(next.at("/items/0/name").asString())
                .isGreaterThan(page.at("/items/4/name").asString());
        assertThat(operator.get(next.path("prev").asString()).body().path("items"))
                .isEqualTo(page.path("items"));
        var unknown = operator.get(OPERATIONS + "processors/unknown");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.string("reason")).isEqualTo("UNKNOWN_PROCESSOR");
    }

    @Test
    void aPausedProjectionStopsAndTheNodeStaysReady() {
        var sku = shop.stock(5);
        var path = "/api/v1/inventory/items/inv_main_" + sku;
        operator.done(operation("processors/projections/pause", WHY));
        assertThat(processor("projections").path("state").asString()).isEqualTo("PAUSED");
        var received = operator.post(path + "/receipts", "{\"quantity\":2,\"reason\":\"delivery\"}");
        var token = received.header("Consistency-Token");
        var strict = operator.get(path, "Consistency-Token", token, "Prefer", "wait=1,handling=strict");
        assertThat(strict.status()).as(strict.text()).isEqualTo(503);
        assertThat(strict.string("code")).isEqualTo("projection-behind");
        var stale = operator.get(path, "Consistency-Token", token, "Prefer", "wait=0");
        assertThat(stale.header("Consistency")).startsWith("behind=");
        assertThat(stale.body().path("onHand").asInt()).isEqualTo(5);
        assertThat(engine.anonymous().get("/actuator/health/readiness").status())
                .isEqualTo(200);
        assertThat(processor("projections").path("lag").asLong()).isPositive();
        assertThat(processor("projections").path("lagMillis").asLong()).isPositive();

        operator.done(operation("processors/projections/resume", WHY));
        var again = operator.get(path, "Consistency-Token", token, "Prefer", "wait=10,handling=strict");
        assertThat(again.body().path("onHand").asInt()).as(again.text()).isEqualTo(7);
        assertThat(engine.anonymous().get("/actuator/health/readiness").status())
                .isEqualTo(200);
    }

    /// The clock of a demo that is being filled is behind; other tests are ahead.
    @ParameterizedTest
    @ValueSource(ints = {30, -30})
    void pausesAndResumesAtAnyTimeOfTheShopsClock(int minutes) {
        var clock = (AdjustableClock) engine.bean(Clock.class);
        var ahead = clock.ahead();
        clock.startAt(Instant.now().plus(Duration.ofMinutes(minutes)));
        try {
            operator.done(operation("processors/projections/pause", WHY));
            operator.done(operation("processors/projections/resume", WHY));
        } finally {
            clock.startAt(Instant.now().plus(ahead));
        }
    }

    @Test
    void aSagaIsSplitAndMergedAndAProjectionIsNot() {
        operator.done(operation("processors/orders/split", WHY));
        assertThat(processor("orders").path("segments")).hasSize(2);
        operator.done(operation("processors/orders/merge", WHY));
        assertThat(processor("orders").path("segments")).hasSize(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> processor("orders").path("state").asString().equals("RUNNING"));

        var projection = operation("processors/projections/split", WHY);
        assertThat(projection.status()).isEqualTo(409);
        assertThat(projection.string("reason")).isEqualTo("PROJECTION_HAS_ONE_SEGMENT");
        var automation = operation("processors/payment-provider/merge", WHY);
        assertThat(automation.string("reason")).isEqualTo("PROCESSOR_NOT_SEGMENTED");
    }

    @Test
    void aProcessorWithoutANodeIsNotResumed() {
        engine.jdbc().sql("""
                        insert into engine.token_entry select 'projection-old', segment, token,
                        token_type, timestamp, null from engine.token_entry
                        where processor_name = 'projections'""").update();
        try {
            var asked = operator.post(OPERATIONS + "processors/projection-old/resume", WHY);
            assertThat(operator.ended(asked).path("state").asString()).isEqualTo("REFUSED");
        } finally {
            engine.jdbc()
                    .sql("delete from engine.token_entry where processor_name = 'projection-old'")
                    .update();
        }
    }

    @Test
    void everyOperationIsRecordedOnceWithWhoAndWhy() {
        var path = OPERATIONS + "processors/projection-manifests/resume";
        var first = operator.post(path, WHY, "Idempotency-Key", "once");
        operator.done(first);
        var again = operator.post(path, WHY, "Idempotency-Key", "once");
        assertThat(again.string("id")).isEqualTo(first.string("id"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        var auditor = engine.as(Role.AUDITOR, 2);
        var operations =
                auditor.get(OPERATIONS + "history?subject=projection-manifests").body();
        assertThat(operations.path("items")).hasSize(1);
        var operation = operations.at("/items/0");
        assertThat(operation.path("actor").asString())
                .isEqualTo(RunningEngine.person(1).value());
        assertThat(operation.path("reason").asString()).isEqualTo("disk is being changed");
        assertThat(operation.path("state").asString()).isEqualTo("DONE");
        assertThat(operation.path("effect").asString()).isNotEmpty();
        assertThat(auditor.post(path, WHY).status()).isEqualTo(403);
        assertThat(engine.as(Role.LOGISTICS).get(OPERATIONS + "history").status())
                .isEqualTo(403);

        var noReason = operator.post(path, "{\"reason\":\" \"}");
        assertThat(noReason.status()).isEqualTo(422);
        var location = first.header("Location");
        var tag = operator.get(location).header("ETag");
        assertThat(operator.get(location, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(engine.jdbc().sql("""
                                select has_table_privilege('operations.operation_log',
                                'DELETE') or
                                has_column_privilege('operations.operation_log',
                                'reason', 'UPDATE')""").query(Boolean.class).single()).isFalse();
    }

    @Test
    void aParkedSagaIsShownWithItsEventsAndResumed() {
        var books = new LedgerAudit(engine);
        var cursed = shop.stock(5);
        var broken = new AtomicBoolean(true);
        engine.bean(CommandBus.class).registerHandlerInterceptor((work, chain) -> {
            if (broken.get()
                    && work.getMessage().getPayload() instanceof CommitReservation commit
                    && commit.items().toString().contains(cursed)) {
                throw new IllegalStateException("Broken on purpose");
            }
            return chain.proceed();
        });
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(cursed));
        shop.pay(order, "FULL");
        var failing = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> processor("orders"),
                        now -> now.path("state").asString().equals("FAILING"));
        assertThat(failing.at("/error/message").asString()).contains("Broken on purpose");
        await().atMost(Duration.ofSeconds(30)).until(() -> books.parked() > 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> !processor("orders").has("error"));

        var parked = operator.get(OPERATIONS + "parked-sagas").body().path("items");
        assertThat(parked).hasSize(1);
        var saga = parked.get(0);
        assertThat(saga.path("sagaType").asString()).isEqualTo("OrderPlacementSaga");
        assertThat(saga.path("orderPage").asString()).isEqualTo("/orders/" + order);
        var path = OPERATIONS + "parked-sagas/" + saga.path("sagaId").asString();
        var story = operator.get(path).body();
        assertThat(story.at("/associations/orderId").asString()).as("%s", story).isEqualTo(order);
        assertThat(story.path("state").isObject()).isTrue();
        assertThat(story.at("/waiting/0/cause").asString()).contains("Broken on purpose");
        assertThat(story.at("/waiting/0/event").asString()).isEqualTo("payment.PaymentAuthorized");
        assertThat(story.at("/waiting/0/payload").isObject()).isTrue();
        assertThat(story.toString()).doesNotContain("Ada Example");
        assertThat(processor("orders").path("parkedSagas").asLong()).isOne();

        var failedAgain = operator.post(path + "/resume", "{\"reason\":\"perhaps it is over\"}");
        assertThat(failedAgain.status()).as(failedAgain.text()).isEqualTo(200);
        assertThat(failedAgain.string("state")).isEqualTo("REFUSED");
        assertThat(failedAgain.string("outcome")).contains("0 events handled", "Broken on purpose");

        broken.set(false);
        var resumed = operator.post(path + "/resume", "{\"reason\":\"mended\"}");
        assertThat(resumed.string("state")).as(resumed.text()).isEqualTo("DONE");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(books.parked()).isZero();
        assertThat(operator.get(path).string("reason")).isEqualTo("UNKNOWN_SAGA");
        books.stockAddsUp();
    }

    static Client.Answer operation(String path, String body) {
        return operator.post(OPERATIONS + path, body);
    }

    static JsonNode processor(String name) {
        return operator.get(OPERATIONS + "processors/" + name).body();
    }
}
