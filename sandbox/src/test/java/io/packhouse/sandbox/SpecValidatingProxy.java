package io.packhouse.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A proxy between client and sandbox that checks requests and responses against the specification.
final class SpecValidatingProxy implements AutoCloseable {

    private static final List<String> COLLECTIONS =
            List.of("/v1/checkout/sessions", "/v1/payment_intents", "/v1/refunds", "/v1/disputes", "/v1/events");

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;
    final StripeSpec spec = new StripeSpec();

    SpecValidatingProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = exchange.getRequestMethod() + " " + shape(asked.getPath());
            var query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
            spec.checkRequest(call, Form.parse(call.startsWith("POST") ? body : query));
            var request = HttpRequest.newBuilder(target.resolve(asked.toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Bearer " + SandboxClient.KEY)
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            spec.checkAnswer(call, answer.statusCode(), Json.MAPPER.readTree(answer.body()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String shape(String path) {
        for (var collection : COLLECTIONS) {
            if (!path.startsWith(collection + "/")) continue;
            var rest = path.substring(collection.length() + 1);
            int slash = rest.indexOf('/');
            return collection + "/{}" + (slash < 0 ? "" : rest.substring(slash));
        }
        return path;
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
