package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a data folder keeps over a restart, and what settings change.
class OwnEngineTest {

    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_KEPT/receipts";
    static final String ONE = "{\"quantity\":1,\"reason\":\"delivery\"}";

    @Test
    void tokensAndStoredAnswersAreValidAfterARestart() throws IOException {
        var data = SharedEngine.temporary();
        String token;
        String answered;
        try (var engine = SharedEngine.start(data, "packhouse.max-body=1000", "packhouse.guests.enabled=false")) {
            assertNoGuests(engine.asAnonymous());
            token = engine.bean(JwtIssuer.class).mint(SharedEngine.person(7), "W", Role.ADMIN);
            answered = engine.with(token)
                    .post(RECEIPTS, ONE, "Idempotency-Key", "k")
                    .text();
            assertThat(engine.with(token).command(RECEIPTS, " ".repeat(1001)).status())
                    .isEqualTo(413);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/tokens.json"))))
                    .isEqualTo("rw-------");
        }
        try (var engine = SharedEngine.start(data)) {
            assertThat(engine.asAnonymous().get("/guest", "Accept", "text/html").status())
                    .isEqualTo(200);
            var again = engine.with(token).post(RECEIPTS, ONE, "Idempotency-Key", "k");
            assertThat(again.text()).isEqualTo(answered);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.asAnonymous()
                                    .get("/actuator/health/readiness")
                                    .status()
                            == 200);
        }
    }

    private static void assertNoGuests(EngineHttpClient visitor) {
        var refused = visitor.command("/api/v1/auth/guest", "{\"email\":\"ada@example.com\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("/reason")).isEqualTo("NO_GUESTS");
        assertThat(visitor.get("/guest", "Accept", "text/html").status()).isEqualTo(404);
        assertThat(visitor.get("/sign-in", "Accept", "text/html").text()).doesNotContain("guest");
    }

    @Test
    void jsonIsLimitedInDepthAndInTheLengthOfNumbers() {
        var limits = SharedEngine.shared()
                .bean(JsonMapper.class)
                .tokenStreamFactory()
                .streamReadConstraints();
        assertThat(limits.getMaxNestingDepth()).isEqualTo(50);
        assertThat(limits.getMaxNumberLength()).isEqualTo(50);
    }
}
