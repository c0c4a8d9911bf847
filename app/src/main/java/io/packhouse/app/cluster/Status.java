package io.packhouse.app.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// How a cluster is: its processes as its book has them, its nodes as the gateway sees them.
final class Status {

    private final ClusterOptions options;
    private final PrintStream out;

    Status(ClusterOptions options) {
        this(options, System.out);
    }

    Status(ClusterOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /// 0 when every node is ready, 1 when there is no cluster or one that lacks something.
    int print() {
        var alive = new Book(options.home()).alive();
        if (!alive.containsKey(Orphans.KEEPER)) {
            out.println("No cluster runs on " + options.data() + ".");
            return 1;
        }
        alive.forEach((name, process) -> out.printf("%-10s pid %s%n", name, process.pid()));
        var nodes = seen();
        if (nodes.isMissingNode()) {
            out.println("The gateway does not answer on port " + options.port() + ".");
            return 1;
        }
        var isWhole = true;
        for (var node : nodes) {
            var state = node.at("/state").asString();
            isWhole &= state.equals("READY");
            out.printf(
                    "%-24s %-8s %-18s since %s%n",
                    node.at("/address").asString(),
                    state,
                    String.join(
                            "+", node.at("/sides").valueStream().map(JsonNode::asString).toList()),
                    node.at("/since").asString());
        }
        return isWhole ? 0 : 1;
    }

    private JsonNode seen() {
        var address = URI.create("http://127.0.0.1:%s/gateway/status".formatted(options.port()));
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? new JsonMapper().readTree(answer.body()).at("/nodes")
                    : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        }
    }
}
