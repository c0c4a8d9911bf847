package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a scrape contains after a purchase, and who may read it.
class MetricsTest {

    static final String METRICS = "/actuator/prometheus";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);

    @Test
    void theMetricsNeedAScope() {
        assertThat(engine.anonymous().get(METRICS).status()).isEqualTo(401);
        assertThat(engine.as(Role.CUSTOMER).get(METRICS).status()).isEqualTo(403);
        assertThat(engine.as(Role.FINANCE).get(METRICS).string("code")).isEqualTo("forbidden");
        assertThat(engine.as(Role.METRICS).get(METRICS).status()).isEqualTo(200);
        assertThat(engine.as(Role.ADMIN).get(METRICS).status()).isEqualTo(200);
    }

    @Test
    void theTokenInTheFileReadsMetricsAndNothingElse() throws IOException {
        var file = engine.bean(DataDirectory.class).path().resolve("tokens/metrics.jwt");
        var scraper = engine.with(Files.readString(file));
        assertThat(scraper.get(METRICS).status()).isEqualTo(200);
        assertThat(scraper.get("/api/v1/operations/projections").status()).isEqualTo(403);
        assertThat(scraper.get("/api/v1/audit/events").status()).isEqualTo(403);
    }

    @Test
    void aPurchaseIsCountedInTheMetrics() {
        var before = PrometheusScrape.of(engine);
        var order = shop.order(engine.buyer(7), "FULL", 1, shop.pack(shop.stock(1)));
        var refused = "/api/v1/inventory/items/inv_main_NOBODY/corrections";
        shop.staff().post(refused, "{\"onHand\":1,\"reason\":\"count\"}");
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var now = PrometheusScrape.of(engine);
            assertThat(now.sum(
                            "packhouse_commands_seconds_count", "command=\"ordering.PlaceOrder\"", "outcome=\"done\""))
                    .isGreaterThan(before.sum(
                            "packhouse_commands_seconds_count", "command=\"ordering.PlaceOrder\"", "outcome=\"done\""));
            assertThat(now.sum("packhouse_events_appended_total", "event=\"ordering.OrderConfirmed\""))
                    .isPositive();
            assertThat(now.sum("packhouse_events_handled_seconds_count", "group=\"projections\""))
                    .isPositive();
            assertThat(now.sum("packhouse_provider_calls_seconds_count", "operation=\"capture\""))
                    .isPositive();
            assertThat(now.sum("packhouse_commands_seconds_count", "\"refused\""))
                    .isPositive();
        });
        var now = PrometheusScrape.of(engine);
        assertThat(now.names())
                .contains(
                        "packhouse_processor_lag_events",
                        "packhouse_processor_lag_seconds",
                        "packhouse_processor_running",
                        "packhouse_sagas_running",
                        "packhouse_sagas_oldest_age_seconds",
                        "packhouse_sagas_parked",
                        "packhouse_dead_letters",
                        "packhouse_timers_overdue",
                        "packhouse_live_streams",
                        "http_server_requests_seconds_bucket",
                        "hikaricp_connections_active",
                        "jvm_memory_used_bytes");
    }

    /// A label with ids or addresses would make one series for every order.
    @Test
    void noLabelIsUnbounded() {
        var order = shop.order(engine.buyer(8), "FULL", 1, shop.pack(shop.stock(1)));
        engine.buyer(8).get("/api/v1/orders/" + order);
        engine.anonymous().get("/api/v1/nothing/" + order);
        assertThat(PrometheusScrape.of(engine).text()).doesNotContain(order, "ord_", "per_", "pck_");
    }

    @Test
    void metricNamesFollowTheConventions() {
        var own = PrometheusScrape.of(engine).names().stream()
                .filter(name -> name.startsWith("packhouse_"))
                .toList();
        assertThat(own).isNotEmpty().allMatch(name -> name.matches("[a-z][a-z_]*[a-z]"));
        assertThat(own).noneMatch(name -> name.contains("milli"));
        assertThat(PrometheusScrape.of(engine).help().keySet()).containsAll(Set.of("packhouse_dead_letters"));
    }
}
