package io.packhouse.sandbox.webhook;

import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.StripeEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Delivers events to the engine, with retries until it responds with 2xx or an hour has passed.
public final class Webhooks implements AutoCloseable {

    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LAST_WAIT_MILLIS = 60_000;
    private static final long PATIENCE_SECONDS = 3_600;
    private static final int SHUFFLE_MILLIS = 1_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Faults faults;
    private final Clock clock;
    private final URI target;
    private final String secret;
    private final URI base;
    private final Semaphore connections = new Semaphore(32);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();

    public Webhooks(Ledger ledger, Faults faults, Clock clock, Address address, URI base) {
        this.ledger = ledger;
        this.faults = faults;
        this.clock = clock;
        this.target = address.target();
        this.secret = address.secret();
        this.base = base;
    }

    /// The URL of the webhooks, and the secret that signs them.
    public record Address(URI target, String secret) {}

    /// Delivers the events that an earlier run left undelivered, then new ones.
    public void start() {
        ledger.listen(this::deliver);
        deliver(ledger.read(LedgerState::undelivered));
    }

    private void deliver(List<StripeEvent> notices) {
        for (var stripeEvent : notices) {
            if (!stripeEvent.delivers()) continue;
            var fault = faults.ofWebhook(stripeEvent.type());
            if (fault.drop()) {
                ledger.settle(stripeEvent.id(), "webhook.dropped");
                continue;
            }
            for (int i = 0; i < fault.repeat(); i++) {
                long mixed = fault.shuffle() ? ThreadLocalRandom.current().nextInt(SHUFFLE_MILLIS) : 0;
                after(fault.delayMillis() + mixed, stripeEvent, FIRST_WAIT_MILLIS);
            }
        }
    }

    public void resend(StripeEvent stripeEvent) {
        after(0, stripeEvent, LAST_WAIT_MILLIS);
    }

    private void after(long millis, StripeEvent stripeEvent, long nextWait) {
        var executor =
                millis == 0 ? threads : CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads);
        try {
            executor.execute(() -> attempt(stripeEvent, nextWait));
        } catch (RejectedExecutionException e) {
            // Closing: the journal knows that it is undelivered, and the next run resends it.
        }
    }

    private void attempt(StripeEvent stripeEvent, long nextWait) {
        if (isDelivered(stripeEvent)) {
            ledger.settle(stripeEvent.id(), "webhook.delivered");
        } else if (clock.millis() / 1000 - stripeEvent.created() > PATIENCE_SECONDS) {
            ledger.settle(stripeEvent.id(), "webhook.abandoned");
        } else {
            after(nextWait, stripeEvent, Math.min(LAST_WAIT_MILLIS, nextWait * 2));
        }
    }

    private boolean isDelivered(StripeEvent stripeEvent) {
        try {
            connections.acquire();
            try {
                var answer = client.send(request(stripeEvent), HttpResponse.BodyHandlers.discarding());
                return answer.statusCode() / 100 == 2;
            } finally {
                connections.release();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(StripeEvent stripeEvent) {
        var shapes = ledger.read(books -> new StripeJson(base, books, List.of()));
        var body = Json.text(shapes.notice(stripeEvent, true));
        return HttpRequest.newBuilder(target)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", Signature.header(secret, clock.millis() / 1000, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
        threads.close();
    }
}
