package io.packhouse.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port without a listener, and which no outgoing connection gets before the engine listens: an
/// engine under load takes a minute to start.
public final class FreePort {

    // Below the range for outgoing connections, and below the ports of the databases.
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 20_000;

    private FreePort() {}

    public static int any() {
        var port = candidate();
        while (!isFree(port)) {
            port = candidate();
        }
        return port;
    }

    private static int candidate() {
        return ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
