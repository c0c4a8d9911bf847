package io.packhouse.engine.projection;

import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.eventstore.Positions;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How far processors have come that another node works on. Their tokens tell, but a token is
/// written with rows only: for events that made none, the node at work is asked, and answers once
/// it has passed them.
public final class RemoteProcessorPositions {

    private static final String AWAIT = "await";
    private static final String AT = "at";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final NodeMessenger nodeMessenger;
    private final Map<String, AtomicLong> positions = new ConcurrentHashMap<>();
    private final Map<String, NavigableSet<Long>> wanted = new ConcurrentHashMap<>();
    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long lookedAt = System.nanoTime() - LOOK_NANOS;

    /// What this node knows of a processor of its own; -1 when it does not work on all of it.
    public interface LocalPositions {
        long position(String processor);
    }

    public RemoteProcessorPositions(
            JdbcClient jdbc, Serializer serializer, NodeMessenger nodeMessenger) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.nodeMessenger = nodeMessenger;
        nodeMessenger.hear(AT, this::hearPosition);
    }

    /// Answers the others from now on.
    void answerFor(LocalPositions localPositions) {
        nodeMessenger.hear(AWAIT, words -> hearQuestion(words, localPositions));
    }

    /// The position that is known to be passed by all segments; -1 when nothing is.
    long position(String processor) {
        look();
        var known = positions.get(processor);
        return known == null ? -1 : known.get();
    }

    /// Asks whoever works on the processor to say when it has passed the position.
    void ask(String processor, long position) {
        nodeMessenger.call(AWAIT, processor + " " + position);
    }

    private void look() {
        if (System.nanoTime() - lookedAt < LOOK_NANOS || !looking.tryLock()) {
            return;
        }
        try {
            jdbc
                    .sql(
                            "select processor_name, token, token_type from engine.token_entry"
                                    + " where not starts_with(processor_name, '__')")
                    .query(
                            (row, _) ->
                                    Map.entry(
                                            row.getString(1),
                                            position(row.getBytes(2), row.getString(3))))
                    .list() // A stream would keep its connection.
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::min))
                    .forEach(this::learn);
            lookedAt = System.nanoTime();
        } finally {
            looking.unlock();
        }
    }

    private long position(byte @Nullable [] token, String type) {
        if (token == null) {
            return -1;
        }
        TrackingToken read =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                token, byte[].class, new SimpleSerializedType(type, null)));
        return Positions.of(read);
    }

    private void learn(String processor, long position) {
        positions
                .computeIfAbsent(processor, _ -> new AtomicLong(-1))
                .accumulateAndGet(position, Math::max);
    }

    private void hearPosition(String words) {
        var parts = words.split(" ", 2);
        learn(parts[0], Long.parseLong(parts[1]));
    }

    private void hearQuestion(String words, LocalPositions localPositions) {
        var parts = words.split(" ", 2);
        if (localPositions.position(parts[0]) >= 0) {
            var positions = wanted.computeIfAbsent(parts[0], _ -> new ConcurrentSkipListSet<>());
            positions.add(Long.parseLong(parts[1]));
            if (answering.add(parts[0])) {
                Thread.ofVirtual().start(() -> answer(parts[0], positions, localPositions));
            }
        }
    }

    /// Until nobody waits for this processor any more.
    private void answer(
            String processor, NavigableSet<Long> positions, LocalPositions localPositions) {
        try {
            var until = System.nanoTime() + PATIENCE_NANOS;
            while (!positions.isEmpty() && System.nanoTime() < until) {
                var at = localPositions.position(processor);
                if (positions.headSet(at, true).pollLast() != null) {
                    positions.headSet(at, true).clear();
                    nodeMessenger.call(AT, processor + " " + at);
                    until = System.nanoTime() + PATIENCE_NANOS;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            positions.clear(); // Who still waits asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answering.remove(processor);
        }
    }
}
