package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.PostgresProcess;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A node is not ready while a projection that it serves lags far behind, whichever node fills it,
/// or while its database does not answer. It stays alive meanwhile.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessTest {

    static final String READY = "/actuator/health/readiness";
    static final String PROJECTIONS = "projections";

    @TempDir
    static Path folder;

    static RunningEngine engine;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(
                folder, "--packhouse.ready.lag.max-events=2", "--packhouse.ready.lag.grace-period=PT1S");
        awaitReady(200);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    @Order(1)
    void aProjectionWithoutAnOwnerMakesTheNodeUnready() {
        var stock = engine.bean(EventProcessingConfiguration.class);
        stock.eventProcessor(PROJECTIONS, StreamingEventProcessor.class)
                .orElseThrow()
                .releaseSegment(0, 10, TimeUnit.MINUTES);
        await().until(() -> stock.eventProcessor(PROJECTIONS, StreamingEventProcessor.class)
                .orElseThrow()
                .processingStatus()
                .isEmpty());
        assertThat(engine.anonymous().get(READY).status()).isEqualTo(200);
        var shop = new Shop(engine);
        for (var i = 0; i < 5; i++) {
            shop.stock(1);
        }
        awaitReady(503);
        assertThat(engine.anonymous().get(READY).text()).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(engine.as(Role.CUSTOMER).get(READY).text()).isEqualTo("{\"status\":\"DOWN\"}");
        var report = engine.as(Role.ADMIN).get(READY);
        assertThat(report.body()
                        .path("components")
                        .path("eventProcessors")
                        .path("details")
                        .path("behind")
                        .toString())
                .isEqualTo("[\"" + PROJECTIONS + "\"]");
        assertThat(engine.anonymous().get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aProjectionThatAnotherNodeFillsMakesTheNodeReadyAgain() {
        var taken = engine.jdbc().sql("""
                        update engine.token_entry set owner = 'another',
                        token_type = 'org.axonframework.eventhandling.GlobalSequenceTrackingToken', token = convert_to(
                        (select json_build_object('globalIndex', max(global_index))::text
                        from events.domain_event_entry), 'UTF8')
                        where processor_name = ?""").param(PROJECTIONS).update();
        assertThat(taken).isEqualTo(1);
        awaitReady(200);
    }

    @Test
    @Order(3)
    void aNodeWithoutItsDatabaseIsUnreadyAndAlive() {
        var postgres = PostgresProcess.of(folder.resolve("data"));
        postgres.freeze();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(engine.anonymous().get(READY).status()).isEqualTo(503));
            var begun = System.nanoTime();
            assertThat(engine.anonymous().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
            assertThat(engine.anonymous().get("/health").status()).isEqualTo(200);
            assertThat(engine.anonymous().get(READY).status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        } finally {
            postgres.thaw();
        }
        awaitReady(200);
    }

    private static void awaitReady(int status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(engine.anonymous().get(READY).status()).isEqualTo(status));
    }
}
