package io.packhouse.engine.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the commands of all [DueWork], each at most once a minute: the table may lag behind, and a command
/// that fails must not hold back the others.
public final class DueWorkRounds {

    private static final Logger LOG = LoggerFactory.getLogger(DueWorkRounds.class);
    private static final long NOT_AGAIN = Duration.ofMinutes(1).toNanos();

    private final List<DueWork> works;
    private final Consumer<Object> send;
    private final Clock clock;
    private final BooleanSupplier isPast;
    private final Map<Object, Long> sent = new HashMap<>();

    /// While `isPast` the tables show the past, as during a replay, and nothing is sent.
    public DueWorkRounds(List<DueWork> works, Consumer<Object> send, Clock clock, BooleanSupplier isPast) {
        this.works = works;
        this.send = send;
        this.clock = clock;
        this.isPast = isPast;
    }

    /// Does all that is due now.
    public synchronized void round() {
        sent.values().removeIf(at -> System.nanoTime() - at > NOT_AGAIN);
        if (!isPast.getAsBoolean()) {
            works.forEach(this::perform);
        }
    }

    private void perform(DueWork work) {
        var now = clock.instant();
        var due = fresh(work, now);
        while (!due.isEmpty()) {
            due.forEach(this::perform);
            due = fresh(work, now);
        }
    }

    private List<?> fresh(DueWork work, Instant now) {
        return work.due(now).stream()
                .filter(command -> !sent.containsKey(command))
                .toList();
    }

    private void perform(Object command) {
        sent.put(command, System.nanoTime());
        try {
            send.accept(command);
        } catch (RuntimeException e) {
            LOG.warn("{} failed; it is repeated in a minute", command.getClass().getSimpleName(), e);
        }
    }
}
