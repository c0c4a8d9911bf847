package io.packhouse.testing;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.packhouse.engine.datadirectory.EventStoreType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The Axon Server of this test run, if one is named: `PACKHOUSE_TEST_AXONSERVER=host:port`, with
/// its HTTP port 100 below. It must be in development mode, because every engine begins with an
/// empty store. Two engines on one server would be two nodes of one shop, so each start closes the
/// engine before.
public final class NamedAxonServer {

    public static final String VARIABLE = "PACKHOUSE_TEST_AXONSERVER";

    private static Runnable closeLast = () -> {};

    private NamedAxonServer() {}

    public static Optional<String> address() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank());
    }

    /// The type of store of the next engines; the server is emptied for them.
    public static synchronized EventStoreType begin() {
        if (address().isEmpty()) {
            return EventStoreType.EMBEDDED;
        }
        closeTheLast();
        empty();
        return EventStoreType.AXON_SERVER;
    }

    /// Settings of the next engine: closes the one before it, and empties the server unless that
    /// folder has a shop already.
    static synchronized List<String> settings(Path data) {
        if (address().isPresent()) {
            closeTheLast();
            if (isNew(data)) {
                empty();
            }
        }
        return named();
    }

    private static void closeTheLast() {
        closeLast.run();
        closeLast = () -> {};
    }

    private static boolean isNew(Path data) {
        var found = data.toFile().list();
        return found == null || found.length == 0;
    }

    /// Settings of an engine that joins the running ones. In one process each needs a name.
    static List<String> named() {
        return address().stream()
                .flatMap(address -> Stream.of(
                        "--axon.axonserver.enabled=true",
                        "--axon.axonserver.servers=" + address,
                        "--axon.axonserver.client-id=" + UUID.randomUUID(),
                        "--packhouse.store=axon-server"))
                .toList();
    }

    /// How to close the engine that was started, when another one takes its place.
    static synchronized void started(Runnable close) {
        closeLast = close;
    }

    /// The tests' own connection to the server.
    static EventChannel events() {
        return TestConnection.CONNECTION.eventChannel();
    }

    private static final class TestConnection {
        static final AxonServerConnection CONNECTION = AxonServerConnectionFactory.forClient("tests")
                .routingServers(new ServerAddress(host(), port()))
                .build()
                .connect("default");
    }

    private static String host() {
        return address().orElseThrow().split(":", -1)[0];
    }

    private static int port() {
        return Integer.parseInt(address().orElseThrow().split(":", -1)[1]);
    }

    private static void empty() {
        var purge = "http://%s:%s/v1/devmode/purge-events".formatted(host(), port() - 100);
        var request = HttpRequest.newBuilder(URI.create(purge)).DELETE().build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Not emptied: " + answer + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
