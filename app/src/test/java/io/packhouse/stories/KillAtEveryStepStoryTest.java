package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.sandbox.SandboxOptions;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.Deep;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.Provider;
import io.packhouse.testing.PurchaseScript;
import io.packhouse.testing.PurchaseScript.Step;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every request of a purchase is repeated under its key five times at once, and after a kill between
/// storing the outcome and answering: some, in a deep run nearly all. The events are the
/// same as for one request.
class KillAtEveryStepStoryTest {

    /// A repeated request sends one command, so the second one of a start is of the next request.
    private static final int COMMANDS_OF_A_START = Deep.orElse(2, 3);

    @TempDir
    Path folder;

    @Test
    void fiveConcurrentRequestsAreDoneOnce() throws Exception {
        var once = new PurchaseScript("ONCE-1");
        var often = new PurchaseScript("OFTEN-1");
        var engine = RunningEngine.shared();
        var expected = once.history(engine.log(), played(engine, once, 1));
        assertThat(expected.values()).noneMatch(List::isEmpty);
        var ids = played(engine, often, 5);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(often.history(engine.log(), ids)).isEqualTo(expected));
        assertThat(PurchaseScript.captures(engine.log(), ids)).isEqualTo(1);
    }

    @Test
    void aRequestKilledBeforeItsAnswerIsDoneOnce() throws Exception {
        var script = new PurchaseScript("KILLED-1");
        var port = FreePort.any();
        var webhooks = URI.create("http://127.0.0.1:" + port + "/api/v1/payments/webhooks/stripe");
        try (var sandbox = Sandbox.start(options(webhooks));
                var engine = new KillableEngine(folder, port, sandbox.baseUri())) {
            var ids = new HashMap<String, String>();
            var steps = new ArrayDeque<>(script.steps());
            var unanswered = 0;
            while (!steps.isEmpty()) {
                engine.start("command.stored:" + COMMANDS_OF_A_START);
                var next = steps.peek();
                while (next != null && isAnswered(engine, next, ids)) {
                    steps.remove();
                    next = next.key().equals("bought") ? null : steps.peek();
                }
                engine.kill();
                unanswered += next == null ? 0 : 1;
                if (next == null && !steps.isEmpty()) {
                    engine.start("");
                    pay(engine, ids.get("bought"));
                    engine.kill();
                }
            }
            assertThat(unanswered).isGreaterThanOrEqualTo(3);
            engine.start("");
            var log = RawLog.of(engine.jdbc());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(script.history(log, ids)).containsAllEntriesOf(HISTORY));
            assertThat(PurchaseScript.captures(log, ids)).isEqualTo(1);
        }
    }

    private static final Map<String, List<String>> HISTORY = Map.of(
            "stock",
            inventory(
                    "StockReceived",
                    "StockReserved",
                    "ReservationCommitted",
                    "StockDispatched",
                    "StockReserved",
                    "ReservationReleased"),
            "bought",
            ordering(
                    "OrderPlaced",
                    "OrderAccepted",
                    "OrderConfirmed",
                    "OrderProcessingStarted",
                    "OrderShipped",
                    "OrderDelivered"),
            "regretted",
            ordering("OrderPlaced", "OrderAccepted", "OrderCancelled"));

    private static List<String> inventory(String... names) {
        return Stream.of(names).map("inventory."::concat).toList();
    }

    private static List<String> ordering(String... names) {
        return Stream.of(names).map("ordering."::concat).toList();
    }

    private static Map<String, String> played(RunningEngine engine, PurchaseScript script, int times) throws Exception {
        var shop = new Shop(engine);
        var ids = new HashMap<String, String>();
        for (var step : script.steps()) {
            var client = step.staff() ? shop.staff() : engine.buyer(1);
            for (var answer : atOnce(times, () -> ask(client, step, ids, script.hashCode()))) {
                if (answer.status() < 300) {
                    ids.putIfAbsent(step.key(), answer.string("id"));
                    assertThat(answer.string("id")).isEqualTo(ids.get(step.key()));
                } else {
                    assertThat(answer.string("code")).isEqualTo("idempotency-in-flight");
                }
            }
            if (step.key().equals("bought")) {
                shop.pay(ids.get("bought"), "FULL");
                shop.event(ids.get("bought"), "ordering.OrderConfirmed");
            } else if (step.key().equals("regretted")) {
                shop.payUrl(ids.get("regretted"), "FULL");
            }
        }
        shop.event(ids.get("regretted"), "ordering.OrderCancelled");
        var stock = script.steps().getFirst().path().split("/", -1)[5];
        shop.event(stock, "inventory.ReservationReleased");
        return ids;
    }

    private static List<Answer> atOnce(int times, Callable<Answer> asking) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Stream.generate(() -> asking).limit(times).toList()).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static Answer ask(Client client, Step step, Map<String, String> ids, int run) {
        var key = step.key() + "-" + run;
        return client.post(step.path(ids), step.body(ids), "Idempotency-Key", key);
    }

    private boolean isAnswered(KillableEngine engine, Step step, Map<String, String> ids) {
        try {
            var answer = ask(client(engine, step), step, ids, 0);
            assertThat(answer.status()).as("%s: %s", step.key(), answer.text()).isLessThan(300);
            ids.put(step.key(), answer.string("id"));
            return true;
        } catch (UncheckedIOException e) {
            return false; // The engine was killed during the request, as intended.
        }
    }

    private void pay(KillableEngine engine, String order) {
        var log = RawLog.of(engine.jdbc());
        await().atMost(Duration.ofSeconds(30)).until(() -> paid(engine, log, order));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        has(log, order, "ordering.OrderConfirmed").findAny().isPresent());
    }

    private static boolean paid(KillableEngine engine, RawLog log, String order) {
        var buyer = new Client(engine.base(), "");
        return has(log, "pay_" + order + "_FULL", "payment.CheckoutSessionCreated")
                .map(opened -> opened.payload().path("payUrl").asString())
                .anyMatch(page -> buyer.pay(page, Shop.GOOD_CARD).status() == 303);
    }

    private static Stream<RawLog.Stored> has(RawLog log, String stream, String name) {
        return log.stream(stream).stream().filter(event -> event.name().equals(name));
    }

    private Client client(KillableEngine engine, Step step) {
        var tokens = new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC());
        var role = step.staff() ? Role.ADMIN : Role.CUSTOMER;
        var person = RunningEngine.person(step.staff() ? 1 : 101);
        return new Client(engine.base(), tokens.mint(person, "Test", role, Duration.ofHours(1)));
    }

    private SandboxOptions options(URI webhooks) {
        return Provider.options(folder, webhooks);
    }
}
