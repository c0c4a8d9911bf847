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

/// The positions of processors that run on other nodes. Their tokens show them, but a token is
/// stored with rows only: for events without rows, the owning node is asked to reply once it has
/// passed them.
public final class RemoteProcessorPositions {

    private static final String AWAIT = "await";
    private static final String AT = "at";
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final NodeMessenger nodeMessenger;
    private final Map<String, AtomicLong> positions = new ConcurrentHashMap<>();
    private final Map<String, NavigableSet<Long>> requested = new ConcurrentHashMap<>();
    private final Set<String> replying = ConcurrentHashMap.newKeySet();
    private final ReentrantLock polling = new ReentrantLock();
    private volatile long polledAt = System.nanoTime() - POLL_NANOS;

    /// This node's position of a processor; -1 when it does not own all of its segments.
    public interface LocalPositions {
        long position(String processor);
    }

    public RemoteProcessorPositions(JdbcClient jdbc, Serializer serializer, NodeMessenger nodeMessenger) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.nodeMessenger = nodeMessenger;
        nodeMessenger.subscribe(AT, this::onPositionReply);
    }

    /// Starts replying to other nodes.
    void replyFor(LocalPositions localPositions) {
        nodeMessenger.subscribe(AWAIT, body -> onPositionRequest(body, localPositions));
    }

    /// The position known to be passed by all segments; -1 when unknown.
    long position(String processor) {
        poll();
        var known = positions.get(processor);
        return known == null ? -1 : known.get();
    }

    /// Requests a reply from the owner of the processor once it has passed the position.
    void requestPosition(String processor, long position) {
        nodeMessenger.call(AWAIT, processor + " " + position);
    }

    private void poll() {
        if (System.nanoTime() - polledAt < POLL_NANOS || !polling.tryLock()) {
            return;
        }
        try {
            jdbc
                    .sql("""
                            select processor_name, token, token_type from engine.token_entry
                            where not starts_with(processor_name, '__')""")
                    .query((row, _) -> Map.entry(row.getString(1), position(row.getBytes(2), row.getString(3))))
                    .list() // A stream would keep its connection.
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::min))
                    .forEach(this::update);
            polledAt = System.nanoTime();
        } finally {
            polling.unlock();
        }
    }

    private long position(byte @Nullable [] token, String type) {
        if (token == null) {
            return -1;
        }
        TrackingToken read = serializer.deserialize(
                new SimpleSerializedObject<>(token, byte[].class, new SimpleSerializedType(type, null)));
        return Positions.of(read);
    }

    private void update(String processor, long position) {
        positions.computeIfAbsent(processor, _ -> new AtomicLong(-1)).accumulateAndGet(position, Math::max);
    }

    private void onPositionReply(String body) {
        var parts = body.split(" ", 2);
        update(parts[0], Long.parseLong(parts[1]));
    }

    private void onPositionRequest(String body, LocalPositions localPositions) {
        var parts = body.split(" ", 2);
        if (localPositions.position(parts[0]) >= 0) {
            var positions = requested.computeIfAbsent(parts[0], _ -> new ConcurrentSkipListSet<>());
            positions.add(Long.parseLong(parts[1]));
            if (replying.add(parts[0])) {
                Thread.ofVirtual().start(() -> reply(parts[0], positions, localPositions));
            }
        }
    }

    /// Replies until no requested position is left.
    private void reply(String processor, NavigableSet<Long> positions, LocalPositions localPositions) {
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
            positions.clear(); // Waiting nodes repeat their request.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            replying.remove(processor);
        }
    }
}
