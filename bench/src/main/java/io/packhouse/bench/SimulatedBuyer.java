package io.packhouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One customer: orders, pays, and waits until the order is confirmed.
final class SimulatedBuyer {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    SimulatedBuyer(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /// Buys two different packs and returns when the order is confirmed.
    void buy(String one, String other) {
        var body = """
                {"currency":"EUR","lines":[{"packId":"%s","quantity":1},{"packId":"%s","quantity":1}],
                 "shipTo":{"name":"Ada Example","street":"Example street 1","postalCode":"10115",
                 "city":"Berlin","country":"DE"}}\
                """.formatted(one, other);
        var placed = send(request("/api/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (placed.statusCode() >= 300) {
            throw new IllegalStateException(placed.body());
        }
        var order = "/api/v1/orders/" + json(placed).path("id").asString();
        pay(order);
        for (var tag = "none"; ; ) {
            var waits = request(order).header("If-None-Match", tag).header("Prefer", "wait=20");
            var answer = send(waits);
            tag = answer.headers().firstValue("ETag").orElse(tag);
            if (answer.statusCode() == 200
                    && json(answer).path("status").asString("").equals("CONFIRMED")) {
                return;
            }
        }
    }

    JsonNode get(String path) {
        return json(send(request(path)));
    }

    private void pay(String order) {
        var page = "";
        while (page.isEmpty()) {
            var payments = json(send(request(order + "/payments")));
            var first = (payments.isArray() ? payments : payments.path("items")).path(0);
            page = first.path("payUrl").asString("");
            if (page.isEmpty()) {
                pause();
            }
        }
        var paid = send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card=4242424242424242")));
        if (paid.statusCode() != 303) {
            throw new IllegalStateException("The pay page returned " + paid.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
