package io.packhouse.stories;

import static io.packhouse.stories.OperatorStoryTest.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Events whose rows a table rejects become dead letters: listed by cause, retried once the cause
/// is gone, or dismissed one by one, so that the events behind them are handled.
class DeadLetterStoryTest {

    @TempDir
    Path folder;

    @Test
    void deadLettersAreListedByCauseRetriedAndDismissed() throws SQLException {
        try (var engine = RunningEngine.start(folder, "--packhouse.dead-letters.retry-interval=PT1H")) {
            var operator = engine.as(Role.ADMIN);
            var shop = new Shop(engine);
            owner(engine, "alter table read.inventory_stock add constraint poison check (on_hand not in (666, 777))");
            shop.receive("BAD-1", 666);
            shop.receive("BAD-1", 1);
            shop.receive("BAD-2", 666);
            shop.receive("BAD-3", 777);
            shop.receive("BAD-3", 2);
            var causes = OPERATIONS + "dead-letters/causes";
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> operator.get(causes)
                                    .body()
                                    .at("/items/0/deadLetters")
                                    .asInt()
                            == 5);
            var all = operator.get(causes + "?group=projection-stock").body().path("items");
            assertThat(all).as("%s", all).hasSize(1);
            var cause = all.get(0);
            assertThat(cause.path("sequences").asInt()).isEqualTo(3);
            assertThat(operator.get("/", "Accept", "text/html").text())
                    .contains("5 dead letters")
                    .doesNotContain("All caught up");
            assertThat(cause.path("message").asString()).contains("poison").doesNotContain("666");
            assertThat(operator.get(causes + "?group=projection-movements")
                            .body()
                            .path("items"))
                    .isEmpty();

            var deadLetters = operator.get(cause.path("href").asString()).body().path("items");
            assertThat(deadLetters).hasSize(5);
            assertThat(deadLetters.get(0).path("event").asString()).isEqualTo("inventory.StockReceived");
            assertThat(deadLetters.get(0).at("/payload/quantity").asInt()).isEqualTo(666);
            assertThat(deadLetters.get(0).path("attempts").asInt()).isOne();
            assertThat(deadLetters.get(0).path("position").asLong()).isEqualTo(firstPosition(engine, "inv_main_BAD-1"));
            assertThat(deadLetters.get(1).path("first").asBoolean()).isFalse();
            assertThat(deadLetters.get(1).has("error")).isFalse();

            var one = sequence(deadLetters, "BAD-1", "once more");
            var failed = operator.ended(operator.post(OPERATIONS + "dead-letters/retry", one));
            assertThat(failed.path("state").asString()).isEqualTo("REFUSED");
            assertThat(failed.path("outcome").asString()).contains("1 failed again");
            var tried = operator.get(causes).body().path("items");
            assertThat(tried).as("%s", tried).hasSize(1);
            assertThat(tried.get(0).path("attempts").asInt()).isEqualTo(2);

            var wholesale = operator.post(OPERATIONS + "dead-letters/dismiss", "{\"reason\":\"away\"}");
            assertThat(wholesale.string("reason")).isEqualTo("FILTER_REQUIRED");
            var bad3 = sequence(deadLetters, "BAD-3", "a slip of the keyboard");
            var dismissed = operator.ended(operator.post(OPERATIONS + "dead-letters/dismiss", bad3));
            assertThat(dismissed.path("outcome").asString())
                    .isEqualTo("1 of 1 dead letters dismissed. Next events: 1 sequences processed, 0 failed again.");
            assertThat(onHand(operator, "BAD-3")).isEqualTo(779);
            var kept =
                    operator.get(OPERATIONS + "dead-letters/dismissed").body().at("/items/0");
            assertThat(kept.path("reason").asString()).isEqualTo("a slip of the keyboard");
            assertThat(kept.path("actor").asString())
                    .isEqualTo(RunningEngine.person(1).value());
            assertThat(kept.at("/payload/quantity").asInt()).isEqualTo(777);

            owner(engine, "alter table read.inventory_stock drop constraint poison");
            var rest = "{\"group\":\"projection-stock\",\"cause\":\"%s\",\"reason\":\"mended\"}"
                    .formatted(cause.path("cause").asString());
            var handled = operator.ended(operator.post(OPERATIONS + "dead-letters/retry", rest));
            assertThat(handled.path("state").asString()).as("%s", handled).isEqualTo("DONE");
            assertThat(onHand(operator, "BAD-1")).isEqualTo(667);
            assertThat(onHand(operator, "BAD-2")).isEqualTo(666);
            var nothing = operator.post(OPERATIONS + "dead-letters/retry", "{\"reason\":\"again\"}");
            assertThat(nothing.string("reason")).isEqualTo("NO_MATCHING_DEAD_LETTERS");
        }
    }

    /// A later version of the engine no longer has the projection, and its dead letters remain.
    @Test
    void deadLettersOfARemovedProjectionCanOnlyBeDismissed() throws SQLException {
        try (var engine = RunningEngine.start(folder, "--packhouse.dead-letters.retry-interval=PT1H")) {
            var operator = engine.as(Role.ADMIN);
            owner(engine, "alter table read.inventory_stock add constraint poison check (on_hand <> 666)");
            new Shop(engine).receive("BAD-1", 666);
            var causes = OPERATIONS + "dead-letters/causes";
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> operator.get(causes)
                                    .body()
                                    .at("/items/0/deadLetters")
                                    .asInt()
                            == 1);
            owner(engine, "update engine.dead_letter_entry set processing_group = 'projection-old'");
            var why = "{\"group\":\"projection-old\",\"reason\":\"it is no more\"}";
            var retried = operator.ended(operator.post(OPERATIONS + "dead-letters/retry", why));
            assertThat(retried.path("state").asString()).isEqualTo("REFUSED");
            assertThat(retried.path("outcome").asString()).endsWith("[projection-old]");
            var cause = operator.get(causes).body().at("/items/0/cause").asString();
            var which = why.replace("}", ",\"cause\":\"%s\"}".formatted(cause));
            var dismissed = operator.ended(operator.post(OPERATIONS + "dead-letters/dismiss", which));
            assertThat(dismissed.path("state").asString()).as("%s", dismissed).isEqualTo("DONE");
            assertThat(operator.get(causes).body().path("items")).isEmpty();
        }
    }

    private static String sequence(JsonNode deadLetters, String sku, String reason) {
        for (var deadLetter : deadLetters) {
            if (deadLetter.path("stream").asString().endsWith(sku)) {
                return "{\"group\":\"projection-stock\",\"sequence\":\"%s\",\"reason\":\"%s\"}"
                        .formatted(deadLetter.path("sequence").asString(), reason);
            }
        }
        throw new AssertionError("No dead letter of " + sku + " in " + deadLetters);
    }

    private static int onHand(Client operator, String sku) {
        return operator.get("/api/v1/inventory/items/inv_main_" + sku)
                .body()
                .path("onHand")
                .asInt();
    }

    private static void owner(RunningEngine engine, String sql) throws SQLException {
        var owner = engine.bean(DatabaseLogins.class).owner();
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// From the whole log: Axon Server gives one stream without positions.
    private static long firstPosition(RunningEngine engine, String stream) {
        var position = new AtomicLong(-1);
        engine.log().read(event -> {
            if (event.stream().equals(stream)) {
                position.compareAndSet(-1, event.position());
            }
        });
        return position.get();
    }
}
