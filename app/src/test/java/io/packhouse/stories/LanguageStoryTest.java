package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.sandbox.Sandbox;
import io.packhouse.testing.Client;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// An engine on a machine with another default language fills the same demo;
/// DemoInEveryLanguageTest tests more languages.
@EnabledIfSystemProperty(named = "packhouse.deep", matches = "true", disabledReason = "Only with --deep")
class LanguageStoryTest {

    @TempDir
    Path folder;

    @Test
    void theDemoIsFilled() throws Exception {
        var port = FreePort.any();
        var webhooks = URI.create("http://127.0.0.1:" + port + "/api/v1/payments/webhooks/stripe");
        try (var sandbox = Sandbox.start(Provider.options(folder, webhooks));
                var engine = new KillableEngine(folder, port, sandbox.baseUri())
                        .with("-Duser.language=ar", "-Duser.country=EG")) {
            engine.start(
                    "",
                    "--spring.profiles.active=demo",
                    "--packhouse.demo.orders=3",
                    "--packhouse.demo.products-per-category=3");
            var visitor = new Client(engine.base(), "");
            await().atMost(Duration.ofMinutes(4)).until(() -> {
                var report = visitor.get("/api/v1/demo/progress").body();
                assertThat(report.path("failure").asString("")).isEmpty();
                return report.path("done").asBoolean();
            });
            var skus = engine.jdbc()
                    .sql("select sku from read.inventory_stock")
                    .query(String.class)
                    .list();
            assertThat(skus).hasSizeGreaterThan(120).allMatch(sku -> sku.matches("[A-Z0-9.-]+"));
            assertThat(engine.log().lines()).noneMatch(line -> line.contains(" ERROR "));
            assertThat(Arrays.asList(
                            visitor.get("/").status(), visitor.get("/health").status()))
                    .containsOnly(200);
        }
    }
}
