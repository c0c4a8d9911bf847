package io.packhouse.engine.processor;

import io.packhouse.engine.eventstore.Positions;
import io.packhouse.engine.projection.ProjectionProcessors;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Stores the status of this node's processors every second, in one row with one statement.
public final class NodeStatusReporter {

    public static final Duration STALE = Duration.ofSeconds(6);

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final long LEAST = Duration.ofSeconds(2).toNanos();

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;
    private final ProcessorFailures processorFailures;
    private final DesiredProcessorState desired;
    private final String node;
    private final Map<String, Deque<Seen>> seen = new HashMap<>();

    private record Seen(long nanos, long position) {}

    public NodeStatusReporter(
            JdbcClient jdbc,
            EventProcessingConfiguration processing,
            ProcessorFailures processorFailures,
            DesiredProcessorState desired,
            String node) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.processorFailures = processorFailures;
        this.desired = desired;
        this.node = node;
    }

    /// Reports of stopped nodes are kept for a day, because they contain the kind of a processor.
    public void deleteStaleReports() {
        jdbc.sql("delete from engine.node_status where at < now() - interval '1 day'")
                .update();
    }

    /// `waiting` are the operations this node knows of.
    public void report(Set<String> waiting) {
        var report = new NodeStatus(node, desired.paused(), waiting, own());
        jdbc.sql("""
                        insert into engine.node_status (node, at, report)
                        values (?, now(), cast(? as jsonb))
                        on conflict (node) do update set at = now(), report = excluded.report
                        """)
                .params(node, JsonMapper.shared().writeValueAsString(report))
                .update();
    }

    /// A node that stops deletes its report; that of a killed node becomes stale.
    public void end() {
        jdbc.sql("delete from engine.node_status where node = ?").param(node).update();
    }

    private List<NodeStatus.ProcessorStatus> own() {
        var sagas = new HashMap<String, List<String>>();
        processing
                .sagaConfigurations()
                .forEach(saga -> sagas.computeIfAbsent(saga.processingGroup(), _ -> new ArrayList<>())
                        .add(saga.type().getSimpleName()));
        return processing.eventProcessors().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof StreamingEventProcessor)
                .map(entry -> own(
                        entry.getKey(),
                        (StreamingEventProcessor) entry.getValue(),
                        sagas.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private NodeStatus.ProcessorStatus own(String name, StreamingEventProcessor processor, List<String> sagaTypes) {
        var parts = processor.processingStatus().values().stream()
                .map(status -> part(name, status.getSegment().getSegmentId(), Positions.of(status.getTrackingToken())))
                .toList();
        var kind = ProjectionProcessors.isProcessor(name)
                ? ProcessorView.Kind.PROJECTION
                : !sagaTypes.isEmpty() ? ProcessorView.Kind.SAGA : ProcessorView.Kind.AUTOMATION;
        return new NodeStatus.ProcessorStatus(
                name, kind, sagaTypes, processor.isRunning(), processorFailures.of(name), parts);
    }

    private NodeStatus.SegmentStatus part(String name, int segment, long position) {
        var now = System.nanoTime();
        var past = seen.computeIfAbsent(name + "#" + segment, _ -> new ArrayDeque<>());
        if (!past.isEmpty() && past.getLast().position() > position) {
            past.clear(); // It was claimed again, or is replayed.
        }
        past.addLast(new Seen(now, position));
        while (now - past.getFirst().nanos() > WINDOW) {
            past.removeFirst();
        }
        var first = past.getFirst();
        var took = now - first.nanos();
        return new NodeStatus.SegmentStatus(
                segment,
                position,
                took < LEAST ? null : Math.round(1e10 * (position - first.position()) / took) / 10.0);
    }
}
