package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.app.security.Role;
import io.packhouse.engine.datadirectory.Secrets;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every request of a purchase is repeated under its key five times at once, and some, in a deep run
/// all, after a kill between storing the outcome and answering. The events are the same as for one
/// request.
class KillAtEveryStepStoryTest {

    /// Commands that a request sends, so that its last one can be counted: an order sends QuotePack
    /// first.
    private static final Map<String, Integer> COMMANDS = Map.of("bought", 2, "regretted", 2);

    /// In a usual run.
    private static final Set<String> KILLED = Set.of("receive", "publish", "bought", "ship", "cancel");

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
            Step unanswered = null;
            var before = new ArrayList<Step>();
            for (var step : script.steps()) {
                if (!Deep.RUN && !KILLED.contains(step.key())) {
                    before.add(step);
                    continue;
                }
                engine.start("command.stored:" + commands(unanswered, before, step));
                repeat(engine, unanswered, ids);
                before.forEach(one -> repeat(engine, one, ids));
                before.clear();
                assertThat(isAnswered(engine, step, ids)).as(step.key()).isFalse();
                engine.diesWithin(Duration.ofSeconds(20));
                unanswered = step;
                if (step.key().equals("bought")) {
                    engine.start("");
                    repeat(engine, unanswered, ids);
                    pay(engine, ids.get("bought"));
                    engine.kill();
                    unanswered = null;
                }
            }
            engine.start("");
            repeat(engine, unanswered, ids);
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

    /// A repeated request sends one command, even if it sent two the first time.
    private static int commands(Step repeated, List<Step> before, Step killed) {
        var sent = Stream.concat(before.stream(), Stream.of(killed))
                .mapToInt(step -> COMMANDS.getOrDefault(step.key(), 1))
                .sum();
        return repeated == null ? sent : sent + 1;
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

    private void repeat(KillableEngine engine, Step step, Map<String, String> ids) {
        if (step != null) {
            var answer = ask(client(engine, step), step, ids, 0);
            assertThat(answer.status()).as("%s: %s", step.key(), answer.text()).isLessThan(300);
            ids.put(step.key(), answer.string("id"));
        }
    }

    private boolean isAnswered(KillableEngine engine, Step step, Map<String, String> ids) {
        try {
            ask(client(engine, step), step, ids, 0);
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
