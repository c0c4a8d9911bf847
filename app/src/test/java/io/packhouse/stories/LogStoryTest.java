package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.testing.Client;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.Provider;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A log in JSON, read after a purchase and after failures: every line is one object with node and
/// trace, and none contains a buyer's name or address.
class LogStoryTest {

    @TempDir
    static Path folder;

    @Test
    void everyLineIsAnObjectAndNoneIsPersonal() throws Exception {
        var port = FreePort.any();
        var webhooks = URI.create("http://127.0.0.1:" + port + "/api/v1/payments/webhooks/stripe");
        try (var sandbox = Sandbox.start(Provider.options(folder, webhooks));
                var engine = new KillableEngine(folder, port, sandbox.baseUri())) {
            engine.start(
                    "",
                    "--packhouse.log=json",
                    "--packhouse.node=node-7",
                    "--spring.profiles.active=provoked",
                    "--logging.level.io.packhouse=debug");
            var tokens = new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC());
            var staff = new Client(engine.base(), token(tokens, Role.ADMIN, 1));
            var buyerToken = token(tokens, Role.CUSTOMER, 2);
            var buyer = new Client(engine.base(), buyerToken);
            buy(staff, buyer);
            var failed = buyer.get("/provoked/unexpected");
            assertThat(failed.status()).isEqualTo(500);
            assertThat(buyer.post("/api/v1/orders", BAD).status()).isBetween(400, 422);

            var lines = await().until(() -> lines(engine), all -> all.size() > 3);
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.at("/service/node/name").asString("")).isEqualTo("node-7");
                assertThat(line.at("/labels/role").asString("")).isEqualTo("all");
            });
            assertThat(lines)
                    .filteredOn(line -> line.at("/log/level").asString("").equals("ERROR"))
                    .anySatisfy(line ->
                            assertThat(line.path("trace.id").asString("")).isEqualTo(failed.string("traceId")));
            assertThat(engine.log()).doesNotContain("Ada Example", "Example street 1", "10115", "Berlin", buyerToken);
        }
    }

    static final String BAD = """
            {"currency":"EUR","plan":"FULL","lines":[],"shipTo":{"name":"Ada Example",
             "street":"Example street 1","postalCode":10115,"city":"Berlin","country":"DE"}}\
            """;

    private static void buy(Client staff, Client buyer) {
        staff.post("/api/v1/inventory/items/inv_main_LOGGED/receipts", "{\"quantity\":5,\"reason\":\"delivery\"}");
        var draft = """
                {"kind":"STARTER","name":"Logged","sku":"LOGGED","taxClass":"STANDARD"}\
                """;
        var pack = staff.post("/api/v1/packs", draft).string("id");
        staff.post("/api/v1/packs/" + pack + "/prices", "{\"amountMinor\":1999,\"currency\":\"EUR\"}");
        assertThat(staff.post("/api/v1/packs/" + pack + "/publish", "").status())
                .isEqualTo(200);
        var placed = buyer.post("/api/v1/orders", Shop.basket("FULL", 1, pack));
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        var payments = "/api/v1/orders/" + placed.string("id") + "/payments";
        var page = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            var found = buyer.get(payments).body().findValue("payUrl");
                            return found == null ? "" : found.asString("");
                        },
                        url -> !url.isEmpty());
        assertThat(buyer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> buyer.get("/api/v1/orders/" + placed.string("id")).text(),
                        text -> text.contains("CONFIRMED"));
    }

    private static List<JsonNode> lines(KillableEngine engine) {
        return engine.log()
                .lines()
                .dropWhile(line -> !line.startsWith("{")) // Skips the banner.
                .filter(line -> !line.startsWith("WARNING: ")) // Written by the JVM.
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static String token(JwtIssuer tokens, Role role, int number) {
        return tokens.mint(RunningEngine.person(number), "Test", role, Duration.ofHours(1));
    }
}
