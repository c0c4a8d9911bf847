package io.packhouse.bench.load;

import static io.packhouse.bench.load.HttpCaller.expected;
import static io.packhouse.bench.load.HttpCaller.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/// One customer: orders, pays on the sandbox's page, and waits until the order is confirmed.
public record SimulatedBuyer(HttpCaller http) {

    private static final int LONGEST_WAITS = 6;
    private static final long POLL_MILLIS = 20;
    private static final int MOST_POLLS = 6_000;

    /// Buys one unit of each of two packs and returns the order when it is confirmed.
    public String buy(String one, String other) throws IOException, InterruptedException {
        var answer = expected(http.post("/api/v1/orders", order(one, other)));
        var placed = json(answer);
        var id = placed.path("id").asString();
        var path = "/api/v1/orders/" + id;
        pay(placed.path("payUrl").asString(""), path);
        awaitConfirmed(path, answer.headers().firstValue("Consistency-Token").orElse("g.0"));
        return id;
    }

    public static String order(String one, String other) {
        return """
        {"currency":"EUR","lines":[{"packId":"%s","quantity":1},{"packId":"%s","quantity":1}],
         "shipTo":{"name":"Ada Example","street":"Example street 1","postalCode":"10115",
         "city":"Berlin","country":"DE"}}\
        """.formatted(one, other);
    }

    private void pay(String payUrl, String path) throws IOException, InterruptedException {
        var page = payUrl;
        for (var polls = 0; page.isEmpty(); polls++) {
            page = http.get(path + "/payments")
                    .path("items")
                    .path(0)
                    .path("payUrl")
                    .asString("");
            if (page.isEmpty()) {
                if (polls == MOST_POLLS) {
                    throw new IOException("There is no pay page for " + path);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        var paid = HttpCaller.send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card=4242424242424242")));
        if (paid.statusCode() != 303) {
            throw new IOException("The pay page of %s returned %s".formatted(path, paid.statusCode()));
        }
    }

    private void awaitConfirmed(String path, String token) throws IOException, InterruptedException {
        var tag = "none";
        var status = "";
        for (var waits = 0; waits < LONGEST_WAITS; ) {
            var answer = HttpCaller.send(
                    http.request(path, "Consistency-Token", token, "If-None-Match", tag, "Prefer", "wait=20"));
            if (answer.statusCode() == 304) {
                waits++;
                continue;
            }
            status = json(expected(answer)).path("status").asString("");
            if (status.equals("CONFIRMED")) {
                return;
            }
            tag = answer.headers().firstValue("ETag").orElse(tag);
        }
        throw new IOException("%s is %s and not confirmed.".formatted(path, status));
    }
}
