package io.packhouse.engine.cluster;

import io.packhouse.engine.postgres.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sends notifications with NOTIFY, over two dedicated connections. Never within a transaction that
/// writes: PostgreSQL lets only one transaction with a NOTIFY commit at a time.
public final class PostgresNotifyMessenger implements NodeMessenger, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresNotifyMessenger.class);
    private static final String CHANNEL = "packhouse";
    private static final int LISTEN_MILLISECONDS = 1_000;
    private static final long PAUSE_MILLISECONDS = 200;
    private static final int VALID_SECONDS = 5;

    /// Timeouts in seconds, against a frozen database or a network that drops every packet.
    private static final Properties LIMITS = new Properties();

    static {
        LIMITS.setProperty("connectTimeout", "2");
        LIMITS.setProperty("socketTimeout", "10");
    }

    private final DatabaseLogin databaseLogin;
    private final String name;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    private interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }

    public PostgresNotifyMessenger(DatabaseLogin databaseLogin, Node node) {
        this.databaseLogin = databaseLogin;
        this.name = node.name();
    }

    @Override
    public void call(String topic, String body) {
        synchronized (waiting) {
            if (waiting.add(String.join("\n", name, topic, body))) {
                waiting.notifyAll();
            }
        }
    }

    @Override
    public void subscribe(String topic, Consumer<String> listener) {
        listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(listener);
    }

    @Override
    public void start() {
        running = true;
        threads.add(thread("notify-sender", this::send));
        threads.add(thread("notify-listener", this::listen));
    }

    private Thread thread(String title, Work work) {
        return Thread.ofPlatform().name(title).daemon().start(() -> keepConnected(work));
    }

    private void keepConnected(Work work) {
        var connected = true;
        while (running) {
            try (var connection = databaseLogin.connect(LIMITS)) {
                connected = true;
                work.on(connection);
            } catch (SQLException e) {
                if (running && connected) {
                    LOG.warn("LISTEN/NOTIFY connection lost; reconnecting", e);
                }
                connected = false;
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(Connection connection) throws SQLException, InterruptedException {
        try (var notify = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            while (running) {
                for (var call : next()) {
                    notify.setString(1, call);
                    notify.execute();
                }
            }
        }
    }

    private List<String> next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            var calls = List.copyOf(waiting);
            waiting.clear();
            return calls;
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        while (running) {
            var calls = notifications.getNotifications(LISTEN_MILLISECONDS);
            for (var call : calls) {
                deliver(call.getParameter().split("\n", 3));
            }
            // isValid detects a connection that was lost without an error.
            if (calls.length == 0 && !connection.isValid(VALID_SECONDS)) {
                throw new SQLException("LISTEN/NOTIFY connection is no longer valid.");
            }
        }
    }

    private void deliver(String[] call) {
        if (call.length < 3 || call[0].equals(name)) {
            return;
        }
        for (var listener : listeners.getOrDefault(call[1], List.of())) {
            try {
                listener.accept(call[2]);
            } catch (RuntimeException e) {
                LOG.warn("Listener of notifications {} threw an exception", call[1], e);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
