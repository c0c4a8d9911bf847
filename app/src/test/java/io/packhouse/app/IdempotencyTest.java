package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Answer;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.SharedEngine;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A request with an Idempotency-Key is done once, however often it is repeated.
class IdempotencyTest {

    static final String FIVE = "{\"quantity\":5,\"reason\":\"delivery 17\"}";

    final SharedEngine engine = SharedEngine.shared();
    final EngineHttpClient warehouse = engine.as(Role.LOGISTICS);
    final String key = UUID.randomUUID().toString();
    String item = "";
    String receipts = "";

    @BeforeEach
    void createItem() {
        item = "inv_main_IDEM-" + key.substring(0, 8).toUpperCase(Locale.ROOT);
        receipts = "/api/v1/inventory/items/" + item + "/receipts";
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        var first = warehouse.post(receipts, FIVE, "Idempotency-Key", key);
        var again = warehouse.post(receipts, FIVE, "Idempotency-Key", key);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.at("/id")).isEqualTo(item);
        assertThat(first.at("/events/0")).isEqualTo("inventory.StockReceived");
        assertThat(first.header("Idempotency-Replayed")).isEqualTo("false");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
        assertThat(eventsOfTheItem()).isEqualTo(1);
    }

    @Test
    void theUnversionedPathIsTheSameEndpoint() {
        warehouse.post(receipts, FIVE, "Idempotency-Key", key);
        var again = warehouse.post(receipts.replace("/api/v1/", "/api/"), FIVE, "Idempotency-Key", key);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(eventsOfTheItem()).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        warehouse.post(receipts, FIVE, "Idempotency-Key", key);
        var other = warehouse.post(receipts, FIVE.replace('5', '6'), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/code")).isEqualTo("idempotency-key-reused");
        assertThat(eventsOfTheItem()).isEqualTo(1);
    }

    @Test
    void keysOfTwoPersonsAreIndependent() {
        warehouse.post(receipts, FIVE, "Idempotency-Key", key);
        var other = engine.as(Role.ADMIN).post(receipts, FIVE, "Idempotency-Key", key);

        assertThat(other.header("Idempotency-Replayed")).isEqualTo("false");
        assertThat(eventsOfTheItem()).isEqualTo(2);
    }

    @Test
    void aRefusalIsRepeatedEvenWhenTheStateHasChanged() {
        var corrections = receipts.replace("receipts", "corrections");
        var count = "{\"onHand\":3,\"reason\":\"counted\"}";
        var refused = warehouse.post(corrections, count, "Idempotency-Key", key);
        warehouse.command(receipts, FIVE);
        var again = warehouse.post(corrections, count, "Idempotency-Key", key);

        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.at("/code")).isEqualTo("not-found");
    }

    @Test
    void fiveConcurrentRequestsAreDoneOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 5)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(this::receive, threads))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join))
                    .allSatisfy(this::isAnsweredOrInFlight)
                    .anyMatch(answer -> answer.status() == 200);
        }
        assertThat(eventsOfTheItem()).isEqualTo(1);
        assertThat(receive().header("Idempotency-Replayed")).isEqualTo("true");
    }

    private Answer receive() {
        return warehouse.post(receipts, FIVE, "Idempotency-Key", key);
    }

    private void isAnsweredOrInFlight(Answer answer) {
        if (answer.status() != 200) {
            assertThat(answer.at("/code")).isEqualTo("idempotency-in-flight");
            assertThat(answer.body().at("/retryable").asBoolean()).isTrue();
        }
    }

    private long eventsOfTheItem() {
        return RawLog.of(engine.jdbc()).stream(item).size();
    }
}
