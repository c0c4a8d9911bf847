package io.packhouse.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    private volatile boolean isOpen = true;

    Watch(GatewayOptions options, Nodes nodes) {
        this.options = options;
        this.nodes = nodes;
    }

    void start() {
        look();
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

    /// Those who answer at once are known at once, however long another takes.
    private void look() {
        nodes.stand(Side.COMMAND, Names.resolved(options.command()));
        nodes.stand(Side.QUERY, Names.resolved(options.query()));
        var asked =
                nodes.all().stream()
                        .map(node -> CompletableFuture.runAsync(() -> look(node), threads))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).join();
    }

    private void look(Node node) {
        var state = stateOf(node);
        if (node.is(state)) {
            LOG.info("{} is {}", node, state);
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
