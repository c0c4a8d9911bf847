package io.packhouse.app.cluster;

import io.packhouse.app.settings.SecretFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a cluster is made of.
record ClusterOptions(
        boolean isStatus,
        int nodes,
        Path data,
        int port,
        int sandboxPort,
        Path sandbox,
        String publicUrl,
        String gatewayAddress,
        boolean hasDatabase,
        boolean hasProvider,
        boolean hasAxonServer,
        boolean isTerminal) {

    /// More would need more connections than the embedded PostgreSQL gives.
    static final int MOST_NODES = 6;

    private static final int USUAL_NODES = 3;
    private static final String STRIPE = "STRIPE_SECRET_KEY";

    ClusterOptions {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "A cluster has 1 to %s nodes, not %s.".formatted(MOST_NODES, nodes));
        }
    }

    static ClusterOptions of(Map<String, String> environment, List<String> arguments) {
        var nodes = USUAL_NODES;
        var isStatus = false;
        for (var i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--nodes" -> {
                    i++;
                    nodes = number(i < arguments.size() ? arguments.get(i) : "", "--nodes");
                }
                case "run" -> isStatus = false;
                case "status" -> isStatus = true;
                default ->
                        throw new IllegalArgumentException(
                                "Unknown word %s: say run or status, and --nodes 3."
                                        .formatted(arguments.get(i)));
            }
        }
        var data = Path.of(environment.getOrDefault("PACKHOUSE_DATA", "data")).toAbsolutePath();
        var sandbox = given(environment, "PACKHOUSE_SANDBOX_FOLDER", data + "/sandbox");
        var port = number(environment.getOrDefault("PACKHOUSE_PORT", "8080"), "PACKHOUSE_PORT");
        return new ClusterOptions(
                isStatus,
                nodes,
                data,
                port,
                number(
                        environment.getOrDefault("PACKHOUSE_SANDBOX_PORT", "8090"),
                        "PACKHOUSE_SANDBOX_PORT"),
                Path.of(sandbox).toAbsolutePath(),
                given(environment, "PACKHOUSE_PUBLIC_URL", "http://127.0.0.1:" + port),
                given(environment, "PACKHOUSE_GATEWAY_ADDRESS", "127.0.0.1"),
                isGiven(environment.get("SPRING_DATASOURCE_URL")),
                hasStripe(environment),
                isGiven(environment.get("PACKHOUSE_AXONSERVER")),
                "line".equals(environment.get("PACKHOUSE_PROGRESS")));
    }

    Path home() {
        return data.resolve("cluster");
    }

    private static String given(Map<String, String> environment, String name, String standard) {
        var value = environment.get(name);
        return isGiven(value) ? value : standard;
    }

    private static boolean hasStripe(Map<String, String> environment) {
        var folder = environment.get("PACKHOUSE_SECRETS");
        return isGiven(environment.get(STRIPE))
                || isGiven(environment.get("PACKHOUSE_" + STRIPE))
                || isGiven(environment.get(STRIPE + "_FILE"))
                || (isGiven(folder) && SecretFiles.in(Path.of(folder), STRIPE).isPresent());
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private static int number(String text, String name) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number, not " + text + ".", e);
        }
    }
}
