package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Keeps the same port for ever, so that scripts may use it; chooses another only when the port is
/// taken.
final class PortAllocation {

    static final String PORT = "postgres.port";

    // Below the range that operating systems use for outgoing connections.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private PortAllocation() {}

    static int of(DataDirectory folder) {
        var recalled = folder.recall(PORT);
        if (recalled != null && free(Integer.parseInt(recalled))) {
            return Integer.parseInt(recalled);
        }
        var random = ThreadLocalRandom.current();
        var port = random.nextInt(LOWEST, HIGHEST);
        while (!free(port)) {
            port = random.nextInt(LOWEST, HIGHEST);
        }
        folder.remember(PORT, Integer.toString(port));
        return port;
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
