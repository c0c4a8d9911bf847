package io.packhouse.engine.monitoring;

import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The lag of every processor of this node by segment, whichever node works on it: from memory for
/// segments claimed here, from the token table for the others.
public final class ProcessorLag {

    private static final String TOKENS = """
            select segment, token, token_type, owner is not null and owner <> ? as claimed
            from engine.token_entry where processor_name = ?""";

    private final EventProcessingConfiguration processing;
    private final EventTail tail;
    private final EventLog log;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;
    private final String node;

    /// `lag` is the number of positions left to read, `late` how long the first of them has waited,
    /// `claimed` whether a node holds its claim; one that has died holds it until it expires.
    public record SegmentLag(String group, int segment, long position, long lag, Duration late, boolean claimed) {}

    private record Segment(long position, boolean claimed) {}

    public ProcessorLag(
            EventProcessingConfiguration processing,
            EventTail tail,
            EventLog log,
            JdbcClient jdbc,
            Serializer serializer,
            Clock clock,
            String node) {
        this.processing = processing;
        this.tail = tail;
        this.log = log;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.clock = clock;
        this.node = node;
    }

    /// The names of all processors of this node.
    public List<String> groups() {
        return processing.eventProcessors().keySet().stream().sorted().toList();
    }

    public List<SegmentLag> all() {
        return groups().stream().flatMap(group -> of(group).stream()).toList();
    }

    /// Queries the database only when something is behind, or claimed by another node.
    public List<SegmentLag> of(String group) {
        var head = tail.position();
        var here = here(group);
        var segments = new TreeMap<Integer, Segment>();
        if (!isWhole(here)) {
            segments.putAll(fromTable(group));
        }
        here.forEach((id, status) -> segments.put(id, new Segment(Positions.of(status.getTrackingToken()), true)));
        if (segments.isEmpty()) {
            segments.put(0, new Segment(-1, false)); // No segment has been claimed yet.
        }
        return segments.entrySet().stream()
                .map(one -> lag(group, one.getKey(), one.getValue(), head))
                .toList();
    }

    private SegmentLag lag(String group, int id, Segment segment, long head) {
        var lag = Math.max(0, head - segment.position());
        var late = lag == 0 ? Duration.ZERO : late(segment.position(), head);
        return new SegmentLag(group, id, segment.position(), lag, late, segment.claimed());
    }

    private Map<Integer, EventTrackerStatus> here(String group) {
        return processing
                .eventProcessor(group, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .orElse(Map.of());
    }

    private Map<Integer, Segment> fromTable(String group) {
        return jdbc
                .sql(TOKENS)
                .param(node)
                .param(group)
                .query((row, _) ->
                        Map.entry(row.getInt("segment"), new Segment(position(row), row.getBoolean("claimed"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long position(ResultSet row) throws SQLException {
        var token = row.getBytes("token");
        var type = row.getString("token_type");
        return token == null || type == null
                ? -1
                : Positions.of(serializer.<byte[], TrackingToken>deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, type, null)));
    }

    private Duration late(long position, long head) {
        return log.between(position, head, 1).stream()
                .findFirst()
                .map(first -> Duration.between(Instant.parse(first.at()), clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    /// A segment of mask m is 1/(m+1) of the stream; together they must be all of it.
    private static boolean isWhole(Map<Integer, EventTrackerStatus> segments) {
        var parts = segments.values().stream()
                .mapToLong(status -> (1L << 32) / (status.getSegment().getMask() + 1L))
                .sum();
        return parts == 1L << 32;
    }
}
