package io.packhouse.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every node, twice a second, whether it is ready.
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final GatewayOptions options;
    private final Nodes nodes;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Node> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean isOpen = true;

    Watch(GatewayOptions options, Nodes nodes) {
        this.options = options;
        this.nodes = nodes;
    }

    /// Who is ready is known when this returns.
    void start() {
        var asked = look().toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).join();
        var _ = threads.submit(this::keepLooking);
    }

    private void keepLooking() {
        while (isOpen) {
            try {
                Thread.sleep(PAUSE);
                look();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("The nodes could not be looked at", e); // The next look may succeed.
            }
        }
    }

    /// One that takes long to answer keeps nobody from being asked, and is not asked twice at once.
    private List<CompletableFuture<Void>> look() {
        nodes.stand(Side.COMMAND, Names.resolved(options.command()));
        nodes.stand(Side.QUERY, Names.resolved(options.query()));
        return nodes.all().stream()
                .filter(asked::add)
                .map(node -> CompletableFuture.runAsync(() -> look(node), threads))
                .toList();
    }

    private void look(Node node) {
        try {
            var state = stateOf(node);
            if (node.becomes(state)) {
                LOG.info("{} is {}", node, state);
            }
        } finally {
            asked.remove(node);
        }
    }

    private Node.State stateOf(Node node) {
        var request =
                HttpRequest.newBuilder(node.address().resolve("/actuator/health/readiness"))
                        .timeout(PATIENCE)
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode() == 200 ? Node.State.READY : Node.State.UNREADY;
        } catch (HttpConnectTimeoutException e) {
            return Node.State.SILENT;
        } catch (HttpTimeoutException e) {
            return Node.State.LATE;
        } catch (IOException e) {
            return Node.State.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Node.State.SILENT;
        }
    }

    @Override
    public void close() {
        isOpen = false;
        threads.shutdownNow();
        http.shutdownNow();
    }
}
