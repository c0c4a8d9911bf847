package io.packhouse.engine.scheduling;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends commands that a table shows to be due, each at most once a minute: the table may lag behind, and a
/// command that fails must not hold back the others.
public final class DueCommands {

    private static final Logger LOG = LoggerFactory.getLogger(DueCommands.class);
    private static final long NOT_AGAIN = Duration.ofMinutes(1).toNanos();

    private final Consumer<Object> send;
    private final Map<Object, Long> sent = new LinkedHashMap<>();

    public DueCommands(Consumer<Object> send) {
        this.send = send;
    }

    /// The number of commands sent.
    public synchronized int send(List<?> due) {
        var now = System.nanoTime();
        sent.values().removeIf(at -> now - at > NOT_AGAIN);
        var fresh = due.stream().filter(command -> !sent.containsKey(command)).toList();
        fresh.forEach(command -> {
            sent.put(command, now);
            try {
                send.accept(command);
            } catch (RuntimeException e) {
                LOG.warn(
                        "{} failed and is repeated in a minute",
                        command.getClass().getSimpleName(),
                        e);
            }
        });
        return fresh.size();
    }
}
