package io.packhouse.testing;

import io.packhouse.app.Packhouse;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The engine as a process of its own, which can be killed and started again on the same data.
public final class KillableEngine implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final URI sandbox;
    private final Path data;
    private final String log;
    private final List<String> more;
    private List<String> options = List.of();
    private Process process;

    public KillableEngine(Path folder, int port, URI sandbox) {
        this(folder, port, sandbox, folder.resolve("data"), "engine.log", List.of());
        NamedAxonServer.settings(data);
    }

    private KillableEngine(Path folder, int port, URI sandbox, Path data, String log, List<String> more) {
        this.folder = folder;
        this.port = port;
        this.sandbox = sandbox;
        this.data = data;
        this.log = log;
        this.more = more;
    }

    /// One of several nodes on an existing database, reached at that port, with that name and role.
    public static KillableEngine node(
            Path folder, String name, String role, URI sandbox, EmbeddedPostgres database, int databasePort) {
        var settings = List.of(
                "--packhouse.node=" + name,
                "--packhouse.role=" + role,
                "--packhouse.cluster=true",
                "--packhouse.shared-data=" + folder.resolve("data"),
                "--spring.datasource.url="
                        + through(databasePort, database.app().url()),
                "--spring.datasource.username=" + database.app().user(),
                "--spring.datasource.password=" + database.app().password(),
                "--spring.flyway.url=" + through(databasePort, database.owner().url()),
                "--spring.flyway.user=" + database.owner().user(),
                "--spring.flyway.password=" + database.owner().password());
        return new KillableEngine(
                folder, FreePort.any(), sandbox, folder.resolve("nodes").resolve(name), name + ".log", settings);
    }

    private static String through(int port, String url) {
        return url.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + port);
    }

    /// With these options of its JVM.
    public KillableEngine with(String... jvm) {
        options = List.of(jvm);
        return this;
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /// Starts it, with `-Dpackhouse.failpoint` when one is named, and waits until it is ready.
    public void start(String failpoint, String... settings) {
        start(PreparedClasses.options(), failpoint, settings);
    }

    void start(List<String> classes, String failpoint, String... settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", // As `./packhouse` does.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Daxoniq.update-checker.disabled=true",
                "-Dpackhouse.failpoint=" + failpoint,
                Packhouse.class.getName(),
                "--server.port=" + port,
                "--packhouse.data=" + data,
                "--packhouse.public-url=" + base(),
                "--packhouse.payment.first-poll-after=PT2S"));
        command.addAll(Provider.settings(sandbox));
        command.addAll(1, classes);
        command.addAll(1, options);
        command.addAll(more);
        command.addAll(List.of(settings));
        if (more.isEmpty()) {
            PreparedData.copyTo(data);
        }
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()));
            NamedAxonServer.address().ifPresent(name -> builder.environment().put("PACKHOUSE_AXONSERVER", name));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady(failpoint);
    }

    /// SIGKILL, now.
    public void kill() {
        process.destroyForcibly();
        diesWithin(Duration.ofSeconds(20));
    }

    /// SIGTERM: it may finish what it has begun.
    public void terminate() {
        process.destroy();
    }

    /// SIGSTOP: it is alive and does nothing, until [#thaw].
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        var command = List.of("kill", "-" + name, Long.toString(process.pid()));
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it ended in that time, at its failpoint or by a signal.
    public boolean diesWithin(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The database behind it, read with its own login.
    public JdbcClient jdbc() {
        // Nodes of one installation use the database of the shared folder.
        var store = properties("store.properties");
        var passwords = properties("passwords.properties");
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:%s/packhouse".formatted(store.getProperty("postgres.port")),
                "packhouse_app",
                passwords.getProperty("packhouse_app")));
    }

    public String log() {
        try {
            return Files.readString(folder.resolve(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return; // It was never started, because another one failed to.
        }
        process.destroy();
        if (!diesWithin(Duration.ofSeconds(30))) {
            process.destroyForcibly();
        }
    }

    private void awaitReady(String failpoint) {
        var client = new Client(base(), "");
        var until = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (client.get("/actuator/health/readiness").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // The port is not open yet.
            }
            diesWithin(Duration.ofMillis(100)); // A failpoint may be reached while it starts.
        }
        if (process.isAlive() || failpoint.isEmpty()) {
            throw new AssertionError("Not ready, or ended before: " + log() + "\n" + threads());
        }
    }

    /// Its thread dump.
    private String threads() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var list = folder.resolve("threads.txt");
        try {
            var asking = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(list.toFile())
                    .start();
            if (!asking.waitFor(20, TimeUnit.SECONDS)) {
                asking.destroyForcibly();
            }
            return Files.readString(list);
        } catch (IOException e) {
            return "No list of its threads: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Properties properties(String name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("data").resolve(name))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
