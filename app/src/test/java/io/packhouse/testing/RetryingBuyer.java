package io.packhouse.testing;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A buyer's client: it repeats requests without an answer, or with the answer "try again", under
/// the same key, until its order is placed and paid.
public final class RetryingBuyer {

    private final Supplier<String> writes;
    private final Supplier<String> reads;
    private final String token;

    /// Chooses an address before every request: the engine, or one of several.
    public RetryingBuyer(Supplier<String> writes, Supplier<String> reads, String token) {
        this.writes = writes;
        this.reads = reads;
        this.token = token;
    }

    /// Returns the order's id, once the provider accepted its payment.
    public String buy(String key, String first, String second) {
        var basket = Shop.basket("FULL", 1, first, second);
        var placed = repeated(() -> to(writes).post("/api/v1/orders", basket, "Idempotency-Key", key));
        var order = placed.string("id");
        // With the token every node returns what was written.
        var own = new String[] {
            "Consistency-Token", placed.header("Consistency-Token"), "Prefer", "handling=strict, wait=5"
        };
        var seen = repeated(() -> to(reads).get("/api/v1/orders/" + order, own));
        if (!seen.string("id").equals(order)) {
            throw new AssertionError("Written and not seen: " + seen);
        }
        var paid = false;
        while (!paid) {
            var payments = "/api/v1/orders/" + order + "/payments";
            var page = openPage(repeated(() -> to(reads).get(payments, own)));
            paid = !page.isEmpty() && to(reads).pay(page, Shop.GOOD_CARD).status() == 303;
            pause();
        }
        return order;
    }

    private Client to(Supplier<String> address) {
        return new Client(address.get(), token);
    }

    private static String openPage(Client.Answer payments) {
        var list = payments.body();
        for (JsonNode payment : list.isArray() ? list : list.path("items")) {
            if (payment.path("status").asString("").equals("OPEN")) {
                return payment.path("payUrl").asString("");
            }
        }
        return "";
    }

    /// Until it succeeds. An answer that demands no repetition is an error.
    static Client.Answer repeated(Supplier<Client.Answer> request) {
        while (true) {
            try {
                var answer = request.get();
                if (answer.status() < 300) {
                    return answer;
                }
                if (answer.status() < 500 && !answer.body().path("retryable").asBoolean(false)) {
                    throw new AssertionError(answer.status() + " " + answer.text());
                }
            } catch (UncheckedIOException e) {
                // That node is down; another one answers, or it is started again.
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// One address after the other.
    public static Supplier<String> roundRobin(List<String> addresses) {
        var next = new AtomicInteger();
        return () -> addresses.get(Math.floorMod(next.getAndIncrement(), addresses.size()));
    }
}
