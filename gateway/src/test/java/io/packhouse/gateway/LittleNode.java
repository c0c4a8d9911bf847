package io.packhouse.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A node that knows little: it says who it is, counts what it is sent, and dies when told to.
final class LittleNode implements AutoCloseable {

    final AtomicBoolean isReady = new AtomicBoolean(true);
    final AtomicBoolean isHanging = new AtomicBoolean();
    final AtomicInteger dying = new AtomicInteger();
    final AtomicInteger streams = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();
    final List<String> headers = new CopyOnWriteArrayList<>();
    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LittleNode(String name) throws IOException {
        this(name, 0);
    }

    LittleNode(String name, int port) throws IOException {
        this.name = name;
        var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        server = HttpServer.create(local, 100);
        server.createContext("/actuator/health/readiness", this::readiness);
        server.createContext("/v3/api-docs", this::describe);
        server.createContext("/live", this::stream);
        server.createContext("/quiet", this::quiet);
        server.createContext("/half", this::half);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Never answers the next so many requests: it reads them and breaks the connection.
    void dieOf(int requests) {
        dying.set(requests);
    }

    private void readiness(HttpExchange exchange) throws IOException {
        if (isHanging.get()) {
            pause();
        }
        exchange.sendResponseHeaders(isReady.get() ? 200 : 503, -1);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestHeaders().forEach((key, all) -> headers.add(key + ": " + all));
        bytes.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
        if (dying.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("X-Node", name);
        exchange.getResponseHeaders().add("Set-Cookie", "a=1");
        exchange.getResponseHeaders().add("Set-Cookie", "b=2");
        var body = (name + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
        var isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /// One door of its own, and one address where each has a method.
    private void describe(HttpExchange exchange) throws IOException {
        var body =
                """
                {"tags":[{"name":"all"},{"name":"%1$s"}],
                 "paths":{"/%1$s":{"get":{}},"/both":{"%1$s":{}}},
                 "components":{"schemas":{"%1$s":{},"Both":{"%1$s":{}}}}}\
                """
                        .formatted(name)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// A beat every 50 ms until somebody is gone.
    private void stream(HttpExchange exchange) throws IOException {
        streams.incrementAndGet();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var beat = 0; ; beat++) {
                out.write(("data: " + beat + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.decrementAndGet();
        }
    }

    private void quiet(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        pause();
        exchange.close();
    }

    private static void pause() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(new byte[500]);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
