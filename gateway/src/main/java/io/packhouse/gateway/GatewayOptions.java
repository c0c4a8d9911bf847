package io.packhouse.gateway;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where to listen and who there is. A node is `http://host:port`; `dns://host:port` stands for
/// every address that name has at the time. Port 0 means any free one.
public record GatewayOptions(
        String address, int port, List<URI> command, List<URI> query, boolean isBehindProxy) {

    private static final String PREFIX = "PACKHOUSE_GATEWAY_";

    public GatewayOptions {
        command = List.copyOf(command);
        query = List.copyOf(query);
        if (command.isEmpty() || query.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nodes are missing: name them with PACKHOUSE_GATEWAY_COMMAND and"
                            + " PACKHOUSE_GATEWAY_QUERY, such as http://127.0.0.1:8081.");
        }
    }

    /// Arguments such as `--port=…` win over `PACKHOUSE_GATEWAY_PORT`.
    static GatewayOptions from(Map<String, String> environment, String... arguments) {
        var all = new HashMap<>(environment);
        for (var argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not --name=value: " + argument);
            }
            var name = argument.substring(2, equals).replace('-', '_');
            all.put(PREFIX + name.toUpperCase(Locale.ROOT), argument.substring(equals + 1));
        }
        return new GatewayOptions(
                all.getOrDefault(PREFIX + "ADDRESS", "127.0.0.1"),
                port(all.getOrDefault(PREFIX + "PORT", "8080")),
                nodes(all.getOrDefault(PREFIX + "COMMAND", "")),
                nodes(all.getOrDefault(PREFIX + "QUERY", "")),
                Boolean.parseBoolean(all.getOrDefault(PREFIX + "BEHIND_PROXY", "false")));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a port: " + text, e);
        }
    }

    private static List<URI> nodes(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(GatewayOptions::node)
                .toList();
    }

    private static URI node(String text) {
        var node = URI.create(text);
        var scheme = String.valueOf(node.getScheme());
        if (!List.of("http", Names.SCHEME).contains(scheme)
                || node.getHost() == null
                || node.getPort() < 0) {
            throw new IllegalArgumentException(
                    "Not a node: %s; say http://host:port or dns://host:port.".formatted(text));
        }
        return URI.create("%s://%s:%s".formatted(scheme, node.getHost(), node.getPort()));
    }
}
