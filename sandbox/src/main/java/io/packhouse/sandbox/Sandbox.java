package io.packhouse.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.packhouse.sandbox.checkout.AdjustableClock;
import io.packhouse.sandbox.checkout.ScheduledTransitions;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.http.HttpFrontController;
import io.packhouse.sandbox.http.RequestRouter;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.webhook.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A running payment provider, reachable from this machine only unless another address is given.
public final class Sandbox implements AutoCloseable {

    static {
        // The JDK's server waits 40 ms for an acknowledgement between header and body otherwise,
        // and closes idle connections at the very moment at which the JDK's client reuses them.
        preset("sun.net.httpserver.nodelay", "true");
        preset("sun.net.httpserver.idleInterval", "300");
        preset("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Ledger ledger;
    private final Webhooks webhooks;
    private final ScheduledTransitions scheduledTransitions;
    private final URI baseUri;

    private Sandbox(SandboxOptions options, HttpServer server) {
        this.server = server;
        var local = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        baseUri = options.publicUrl() == null ? local : options.publicUrl();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var secrets = InstallationSecrets.of(options);
        var clock = new AdjustableClock(Clock.systemUTC());
        var faults = new Faults();
        ledger = Ledger.open(
                options.folder().resolve("journal.jsonl"),
                clock,
                options::subscribes,
                options.slowCard().toSeconds());
        var address = new Webhooks.Address(options.webhookUrl(), secrets.webhookSecret());
        webhooks = new Webhooks(ledger, faults, clock, address, baseUri);
        var rooms = new RequestRouter(ledger, faults, secrets.secretKey(), webhooks, clock);
        server.createContext("/", new HttpFrontController(rooms, baseUri));
        server.setExecutor(threads);
        webhooks.start();
        scheduledTransitions = new ScheduledTransitions(ledger);
        server.start();
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    public static Sandbox start(SandboxOptions options) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(options.address(), options.port()), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + options.port() + " is not free.", e);
        }
        try {
            return new Sandbox(options, server);
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /// Where browsers reach it.
    public URI baseUri() {
        return baseUri;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
        try {
            scheduledTransitions.close();
            webhooks.close();
            ledger.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
