package io.packhouse.app.cluster;

import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.LocalDatabase;
import io.packhouse.engine.postgres.StoreKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The keeper: holds the data folder and its PostgreSQL, starts sandbox, nodes and gateway in this
/// order, starts again what dies, and ends them the other way round.
final class Cluster implements AutoCloseable {

    /// Nothing was ever ready: the sentence says why and where to read on.
    static final class CannotStart extends RuntimeException {

        private static final long serialVersionUID = 1;

        CannotStart(String sentence) {
            super(sentence);
        }
    }

    private static final Duration LOOK = Duration.ofMillis(200);

    private final ClusterOptions options;
    private final Voice voice;
    private final Book book;
    private final List<Child> nodes = new ArrayList<>();
    private final Object life = new Object();
    private volatile boolean isEnding;
    private @Nullable DataFolder folder;
    private @Nullable LocalDatabase database;
    private @Nullable Child sandbox;
    private @Nullable Child gateway;

    Cluster(ClusterOptions options, Voice voice) {
        this.options = options;
        this.voice = voice;
        book = new Book(options.home());
    }

    void start() {
        var orphans = new Orphans(book, voice);
        orphans.endKeeper();
        var begun = System.nanoTime();
        synchronized (life) {
            var kind = options.hasAxonServer() ? StoreKind.AXON_SERVER : StoreKind.EMBEDDED;
            folder = DataFolder.open(options.data(), kind);
            enterOurselves();
            orphans.endChildren();
            requirePorts();
            if (!options.hasDatabase()) {
                voice.progress("Starting PostgreSQL", 0);
                database = LocalDatabase.start(folder);
            }
        }
        var plans = NodePlan.of(options.nodes(), options.port(), options.sandboxPort());
        if (!options.hasProvider()) {
            sandbox = begin(sandboxChild());
            awaitReady(List.of(sandbox), begun); // The nodes read the secrets that it keeps.
        }
        plans.forEach(plan -> nodes.add(nodeChild(plan)));
        // The first one migrates the tables; the others then have nothing to wait for.
        awaitReady(List.of(begin(nodes.getFirst())), begun);
        awaitReady(nodes.stream().skip(1).map(this::begin).toList(), begun);
        gateway = begin(gatewayChild(plans));
        awaitReady(List.of(gateway), begun);
        voice.say(
                "The cluster answers on http://127.0.0.1:%s after %s s:"
                        .formatted(options.port(), seconds(begun)));
        plans.forEach(plan -> voice.say("  %s on %s".formatted(plan.title(), plan.address())));
    }

    /// Until it is told to end.
    void keep() {
        while (!isEnding) {
            LockSupport.parkNanos(LOOK.toNanos());
            tendAll();
        }
        LockSupport.park(); // The virtual machine ends when everything else has.
    }

    private void tendAll() {
        synchronized (life) {
            if (!isEnding) {
                tend();
            }
        }
    }

    private void tend() {
        if (database != null && !database.isRunning()) {
            voice.say("PostgreSQL ended; it is started again.");
            try {
                database.restart();
                voice.say("PostgreSQL is there again.");
            } catch (RuntimeException e) {
                voice.say(
                        "PostgreSQL cannot be started: "
                                + e.getMessage()); // Tried at the next look.
            }
        }
        if (sandbox != null) {
            tend(sandbox);
        }
        nodes.forEach(this::tend);
        if (gateway != null) {
            tend(gateway);
        }
    }

    /// What fails for one, such as a full disk, must not end the others.
    private void tend(Child child) {
        try {
            child.tend(voice);
        } catch (RuntimeException e) {
            voice.say("A process cannot be started, and is tried again: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        isEnding = true;
        synchronized (life) {
            if (folder == null) {
                return;
            }
            voice.say("Ending the cluster.");
            end(gateway == null ? List.of() : List.of(gateway));
            end(nodes);
            end(sandbox == null ? List.of() : List.of(sandbox));
            if (database != null) {
                database.close();
            }
            book.remove(Orphans.KEEPER);
            book.remove(Orphans.SCRIPT);
            folder.close();
        }
    }

    private static void end(List<Child> children) {
        children.forEach(Child::askToEnd);
        children.forEach(Child::awaitEnd);
    }

    private Child begin(Child child) {
        synchronized (life) {
            if (!isEnding) {
                child.start();
            }
        }
        return child;
    }

    private void awaitReady(List<Child> children, long begun) {
        for (var child : children) {
            while (!isEnding && !child.isReady()) {
                if (child.hasGivenUp() && !isEnding) {
                    throw new CannotStart(LastWords.of(child));
                }
                tendAll();
                voice.progress("Starting " + child.title(), seconds(begun));
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private void enterOurselves() {
        var self = ProcessHandle.current();
        book.enter(Orphans.KEEPER, self);
        self.parent().ifPresent(script -> book.enter(Orphans.SCRIPT, script));
    }

    private void requirePorts() {
        require(options.port(), "PACKHOUSE_PORT");
        if (!options.hasProvider()) {
            require(options.sandboxPort(), "PACKHOUSE_SANDBOX_PORT");
        }
    }

    private static void require(int port, String setting) {
        if (!NodePlan.isFree(port)) {
            throw new CannotStart(
                    "Port %s is in use: stop what uses it, or choose another with %s."
                            .formatted(port, setting));
        }
    }

    private Child nodeChild(NodePlan plan) {
        var settings = Settings.node(plan, options, database);
        return child(
                plan.name(),
                plan.title(),
                Programs.engine(),
                settings,
                plan.address().resolve("/actuator/health/readiness"));
    }

    private Child sandboxChild() {
        var door =
                URI.create("http://127.0.0.1:%s/sandbox/health".formatted(options.sandboxPort()));
        return child("sandbox", "sandbox", Programs.sandbox(), Settings.sandbox(options), door);
    }

    private Child gatewayChild(List<NodePlan> plans) {
        var door = URI.create("http://127.0.0.1:%s/gateway/health".formatted(options.port()));
        var settings = Settings.gateway(options, plans);
        return child("gateway", "gateway", Programs.gateway(), settings, door);
    }

    private Child child(
            String name,
            String title,
            List<String> command,
            java.util.Map<String, String> settings,
            URI readiness) {
        return new Child(
                name, title, command, settings, logs().resolve(name + ".log"), readiness, book);
    }

    private Path logs() {
        try {
            return Files.createDirectories(options.data().resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }
}
