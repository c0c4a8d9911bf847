package io.packhouse.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port nobody listens on, and which no outgoing connection is given before somebody does: an
/// engine under load takes a minute to get there.
public final class FreePort {

    // Below what operating systems hand out for outgoing connections, and below the databases.
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
