package io.packhouse.testing;

import io.packhouse.app.AdjustableClock;
import io.packhouse.app.Packhouse;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole engine, on a database of its own, beside a sandbox provider: what stories run on. One
/// is shared by all tests of a JVM; a test that breaks things starts its own.
public final class RunningEngine implements AutoCloseable {

    /// The shared engine answers as many reads at the same time, also those that are heavy work.
    public static final int MOST_READERS = 64;

    private static final Supplier<RunningEngine> SHARED = new Once();

    private final Sandbox sandbox;
    private final boolean ownsSandbox;
    private final ConfigurableApplicationContext engine;
    private final String base;
    private Duration ahead = Duration.ZERO;

    private RunningEngine(Path folder, String... settings) {
        this(folder, "127.0.0.1", FreePort.any(), null, settings);
    }

    private RunningEngine(Path folder, String host, int port, Sandbox shared, String... settings) {
        base = "http://127.0.0.1:" + port;
        ownsSandbox = shared == null;
        var webhooks = URI.create(base + "/api/v1/payments/webhooks/stripe");
        sandbox = ownsSandbox ? Sandbox.start(Provider.options(folder, webhooks)) : shared;
        var all = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--packhouse.data=" + folder.resolve("data"),
                "--packhouse.public-url=http://" + host + ":" + port,
                "--packhouse.clock=adjustable",
                "--spring.main.banner-mode=off"));
        all.addAll(Provider.settings(sandbox.baseUri()));
        all.addAll(List.of(settings));
        all.addAll(ownsSandbox ? NamedAxonServer.settings(folder.resolve("data")) : NamedAxonServer.named());
        if (ownsSandbox) {
            PreparedData.copyTo(folder.resolve("data"));
        }
        engine = Packhouse.application().run(all.toArray(String[]::new));
        if (ownsSandbox) {
            NamedAxonServer.started(this::close);
        }
    }

    public static RunningEngine shared() {
        var engine = SHARED.get();
        // Axon has one clock a JVM, and another engine may have moved its own.
        GenericEventMessage.clock = engine.bean(Clock.class);
        return engine;
    }

    public static RunningEngine start(Path folder, String... settings) {
        return new RunningEngine(folder, settings);
    }

    /// For browsers at `localhost`, which is a domain.
    public static RunningEngine startAtLocalhost(Path folder, String... settings) {
        return new RunningEngine(folder, "localhost", FreePort.any(), null, settings);
    }

    /// Another node on the same database, with the same keys and the same provider.
    public RunningEngine beside(Path folder, String... settings) {
        try {
            var keys = bean(DataDirectory.class).path().resolve("keys");
            var copies = Files.createDirectories(folder.resolve("data/keys"));
            try (var files = Files.list(keys)) {
                for (var file : files.toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var databases = bean(DatabaseLogins.class);
        var all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + databases.app().url(),
                "--spring.datasource.username=" + databases.app().user(),
                "--spring.datasource.password=" + databases.app().password(),
                "--spring.flyway.user=" + databases.owner().user(),
                "--spring.flyway.password=" + databases.owner().password(),
                "--packhouse.reader.username=" + databases.reader().user(),
                "--packhouse.reader.password=" + databases.reader().password(),
                "--packhouse.analyst.username=" + databases.analyst().user(),
                "--packhouse.analyst.password=" + databases.analyst().password()));
        all.addAll(List.of(settings));
        return new RunningEngine(folder, "127.0.0.1", FreePort.any(), sandbox, all.toArray(String[]::new));
    }

    public Client as(Role role) {
        return as(role, 1);
    }

    /// A client with that role; the same number is the same person.
    public Client as(Role role, int number) {
        return new Client(base, token(role, number, Duration.ofHours(1)));
    }

    public Client buyer(int number) {
        return as(Role.CUSTOMER, 100 + number);
    }

    public Client anonymous() {
        return new Client(base, "");
    }

    /// A client with that token.
    public Client with(String token) {
        return new Client(base, token);
    }

    public String token(Role role, int number, Duration valid) {
        return engine.getBean(JwtIssuer.class).mint(person(number), "Test " + role, role, valid);
    }

    public static PersonId person(int number) {
        return new PersonId(TypeId.text("per", new UUID(0x0193_0000_0000_7000L, number)));
    }

    public URI sandbox() {
        return sandbox.baseUri();
    }

    public String base() {
        return base;
    }

    public JdbcClient jdbc() {
        return engine.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return engine.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return engine.getBean(name, type);
    }

    /// Moves the clock of the engine and of the provider.
    public synchronized void advance(Duration by) {
        ((AdjustableClock) engine.getBean(Clock.class)).advance(by);
        ahead = ahead.plus(by);
        var clock = "{\"aheadSeconds\":%s}".formatted(ahead.toSeconds());
        new Client(sandbox().toString(), "").send("PUT", "/sandbox/clock", clock);
    }

    /// Moves the engine's clock alone: its timers fire, and the provider's clock stays.
    public void advanceOnlyTheEngine(Duration by) {
        ((AdjustableClock) engine.getBean(Clock.class)).advance(by);
    }

    /// All events of one stream, in order.
    public List<RawLog.Stored> events(String stream) {
        return log().stream(stream);
    }

    public List<String> names(String stream) {
        return events(stream).stream().map(RawLog.Stored::name).toList();
    }

    public long eventCount() {
        return log().count();
    }

    public RawLog log() {
        return RawLog.of(jdbc());
    }

    @Override
    public void close() {
        engine.close();
        if (ownsSandbox) {
            sandbox.close();
        }
    }

    private static final class Once implements Supplier<RunningEngine> {

        private RunningEngine engine;

        @Override
        public synchronized RunningEngine get() {
            if (engine == null || !engine.engine.isActive()) {
                try {
                    engine = new RunningEngine(
                            Files.createTempDirectory("packhouse-stories"),
                            "--packhouse.requests.reads=" + MOST_READERS,
                            "--packhouse.heavy-work.queue-size=" + MOST_READERS,
                            "--packhouse.password.bcrypt-rounds=10");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            }
            return engine;
        }
    }
}
