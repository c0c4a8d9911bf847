package io.packhouse.app.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Which node does what, and where.
record NodePlan(String name, String role, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /// One does everything, two share, three share with one that does both; more take turns.
    static String role(int number, int nodes) {
        if (nodes == 1) {
            return "all";
        }
        return switch (number) {
            case 1, 4, 6 -> "command";
            case 3 -> "all";
            default -> "query";
        };
    }

    /// On the ports after the gateway's, as far as they are free.
    static List<NodePlan> of(int nodes, int gatewayPort, int sandboxPort) {
        var plans = new ArrayList<NodePlan>();
        var port = gatewayPort;
        for (var number = 1; number <= nodes; number++) {
            do {
                port++;
            } while (port == sandboxPort || (port < HIGHEST_PORT && !isFree(port)));
            plans.add(new NodePlan("node-" + number, role(number, nodes), port));
        }
        return plans;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    boolean accepts() {
        return !role.equals("query");
    }

    boolean answers() {
        return !role.equals("command");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String title() {
        return "%s (%s)".formatted(name, role);
    }
}
