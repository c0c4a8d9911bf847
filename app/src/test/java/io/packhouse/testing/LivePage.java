package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/// A page that follows a live stream as browsers do: when the stream ends it connects again, with
/// the last event id it received.
public final class LivePage implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private final URI stream;
    private final String token;
    private volatile boolean isOpen = true;
    private volatile long position = -1;

    public LivePage(String stream, String token) {
        this.stream = URI.create(stream);
        this.token = token;
        thread = Thread.ofVirtual().start(this::watch);
    }

    /// The last position received, or -1.
    public long position() {
        return position;
    }

    /// How often the connection was answered with a stream.
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        isOpen = false;
        thread.interrupt();
        http.shutdownNow();
    }

    private void watch() {
        while (isOpen) {
            try {
                listen();
            } catch (IOException | UncheckedIOException e) {
                // The node was killed: the next connection goes to another.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (position >= 0) {
            request.header("Last-Event-ID", Long.toString(position));
        }
        var answer = http.send(request.build(), BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            if (answer.statusCode() == 200) {
                connections.incrementAndGet();
                lines.filter(line -> line.startsWith("id:"))
                        .forEach(line ->
                                position = Long.parseLong(line.substring(3).strip()));
            }
        }
        Thread.sleep(100);
    }
}
