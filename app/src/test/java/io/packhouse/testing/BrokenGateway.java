package io.packhouse.testing;

import com.sun.net.httpserver.HttpServer;
import io.packhouse.gateway.Gateway;
import io.packhouse.gateway.GatewayOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway whose one writer breaks every connection, and whose reader is not there.
public final class BrokenGateway {

    private static @Nullable BrokenGateway shared;

    private final Gateway gateway;

    private BrokenGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    public static synchronized BrokenGateway shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    public Asking asNobody() {
        return new Asking(HttpClient.newHttpClient(), gateway.address().toString(), null);
    }

    private static BrokenGateway start() {
        try {
            var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            var writer = HttpServer.create(local, 10);
            writer.createContext(
                    "/actuator",
                    exchange -> {
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
            writer.createContext("/api", com.sun.net.httpserver.HttpExchange::close);
            writer.start();
            var address = URI.create("http://127.0.0.1:" + writer.getAddress().getPort());
            var nobody = URI.create("http://127.0.0.1:1");
            var options =
                    new GatewayOptions("127.0.0.1", 0, List.of(address), List.of(nobody), false);
            return new BrokenGateway(Gateway.start(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
