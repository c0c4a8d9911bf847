package io.packhouse.stories;

import static io.packhouse.stories.OperatorStoryTest.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.Role;
import io.packhouse.engine.postgres.DatabaseLogins;
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

/// Rows that a table does not take become dead letters: seen by cause, handed over again once the
/// cause is gone, or given up one by one, so that what comes behind them is right.
class DeadLetterStoryTest {

    @TempDir Path folder;

    @Test
    void lettersAreSeenByCauseRetriedAndGivenUp() throws SQLException {
        try (var engine =
                RunningEngine.start(folder, "--packhouse.dead-letters.retry-interval=PT1H")) {
            var operator = engine.as(Role.ADMIN);
            var shop = new Shop(engine);
            owner(
                    engine,
                    "alter table read.inventory_stock add constraint poison"
                            + " check (on_hand not in (666, 777))");
            shop.receive("BAD-1", 666);
            shop.receive("BAD-1", 1);
            shop.receive("BAD-2", 666);
            shop.receive("BAD-3", 777);
            shop.receive("BAD-3", 2);
            var causes = OPERATIONS + "dead-letters/causes";
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    operator.get(causes).body().at("/items/0/deadLetters").asInt()
                                            == 5);
            var all = operator.get(causes + "?group=projection-stock").body().path("items");
            assertThat(all).as("%s", all).hasSize(1);
            var cause = all.get(0);
            assertThat(cause.path("sequences").asInt()).isEqualTo(3);
            assertThat(operator.get("/", "Accept", "text/html").text())
                    .contains("5 set aside")
                    .doesNotContain("All caught up");
            assertThat(cause.path("message").asString()).contains("poison").doesNotContain("666");
            assertThat(operator.get(causes + "?group=projection-movements").body().path("items"))
                    .isEmpty();

            var letters = operator.get(cause.path("href").asString()).body().path("items");
            assertThat(letters).hasSize(5);
            assertThat(letters.get(0).path("event").asString())
                    .isEqualTo("inventory.StockReceived");
            assertThat(letters.get(0).at("/payload/quantity").asInt()).isEqualTo(666);
            assertThat(letters.get(0).path("attempts").asInt()).isOne();
            assertThat(letters.get(0).path("position").asLong())
                    .isEqualTo(firstPosition(engine, "inv_main_BAD-1"));
            assertThat(letters.get(1).path("first").asBoolean()).isFalse();
            assertThat(letters.get(1).has("error")).isFalse();

            var one = sequence(letters, "BAD-1", "once more");
            var failed = operator.ended(operator.post(causes + "/retry", one));
            assertThat(failed.path("state").asString()).isEqualTo("REFUSED");
            assertThat(failed.path("outcome").asString()).contains("1 failed again");
            var tried = operator.get(causes).body().path("items");
            assertThat(tried).as("%s", tried).hasSize(1);
            assertThat(tried.get(0).path("attempts").asInt()).isEqualTo(2);

            var wholesale = operator.post(causes + "/dismiss", "{\"reason\":\"away\"}");
            assertThat(wholesale.string("reason")).isEqualTo("FILTER_REQUIRED");
            var given = sequence(letters, "BAD-3", "a slip of the keyboard");
            var dismissed = operator.ended(operator.post(causes + "/dismiss", given));
            assertThat(dismissed.path("outcome").asString())
                    .isEqualTo(
                            "1 of 1 dead letters dismissed. Next events: 1 sequences processed, 0"
                                    + " failed again.");
            assertThat(onHand(operator, "BAD-3")).isEqualTo(779);
            var kept = operator.get(causes + "/dismissed").body().at("/items/0");
            assertThat(kept.path("reason").asString()).isEqualTo("a slip of the keyboard");
            assertThat(kept.path("actor").asString()).isEqualTo(RunningEngine.person(1).value());
            assertThat(kept.at("/payload/quantity").asInt()).isEqualTo(777);

            owner(engine, "alter table read.inventory_stock drop constraint poison");
            var rest =
                    "{\"group\":\"projection-stock\",\"cause\":\"%s\",\"reason\":\"mended\"}"
                            .formatted(cause.path("cause").asString());
            var handled = operator.ended(operator.post(causes + "/retry", rest));
            assertThat(handled.path("state").asString()).as("%s", handled).isEqualTo("DONE");
            assertThat(onHand(operator, "BAD-1")).isEqualTo(667);
            assertThat(onHand(operator, "BAD-2")).isEqualTo(666);
            var nothing = operator.post(causes + "/retry", "{\"reason\":\"again\"}");
            assertThat(nothing.string("reason")).isEqualTo("NO_MATCHING_DEAD_LETTERS");
        }
    }

    /// A version of the engine took the projection away and left its letters.
    @Test
    void lettersOfAProjectionThatIsNoMoreCanOnlyBeGivenUp() throws SQLException {
        try (var engine =
                RunningEngine.start(folder, "--packhouse.dead-letters.retry-interval=PT1H")) {
            var operator = engine.as(Role.ADMIN);
            owner(
                    engine,
                    "alter table read.inventory_stock add constraint poison check (on_hand <>"
                            + " 666)");
            new Shop(engine).receive("BAD-1", 666);
            var causes = OPERATIONS + "dead-letters/causes";
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    operator.get(causes).body().at("/items/0/deadLetters").asInt()
                                            == 1);
            owner(
                    engine,
                    "update engine.dead_letter_entry set processing_group = 'projection-old'");
            var why = "{\"group\":\"projection-old\",\"reason\":\"it is no more\"}";
            var retried = operator.ended(operator.post(causes + "/retry", why));
            assertThat(retried.path("state").asString()).isEqualTo("REFUSED");
            assertThat(retried.path("outcome").asString()).endsWith("[projection-old]");
            var cause = operator.get(causes).body().at("/items/0/cause").asString();
            var which = why.replace("}", ",\"cause\":\"%s\"}".formatted(cause));
            var dismissed = operator.ended(operator.post(causes + "/dismiss", which));
            assertThat(dismissed.path("state").asString()).as("%s", dismissed).isEqualTo("DONE");
            assertThat(operator.get(causes).body().path("items")).isEmpty();
        }
    }

    private static String sequence(JsonNode letters, String sku, String reason) {
        for (var letter : letters) {
            if (letter.path("stream").asString().endsWith(sku)) {
                return "{\"group\":\"projection-stock\",\"sequence\":\"%s\",\"reason\":\"%s\"}"
                        .formatted(letter.path("sequence").asString(), reason);
            }
        }
        throw new AssertionError("No letter of " + sku + " in " + letters);
    }

    private static int onHand(Client operator, String sku) {
        return operator.get("/api/v1/inventory/items/inv_main_" + sku)
                .body()
                .path("onHand")
                .asInt();
    }

    private static void owner(RunningEngine engine, String sql) throws SQLException {
        var owner = engine.bean(DatabaseLogins.class).owner();
        try (var connection =
                        DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// From the whole log: Axon Server gives one stream without positions.
    private static long firstPosition(RunningEngine engine, String stream) {
        var position = new AtomicLong(-1);
        engine.log()
                .read(
                        event -> {
                            if (event.stream().equals(stream)) {
                                position.compareAndSet(-1, event.position());
                            }
                        });
        return position.get();
    }
}
