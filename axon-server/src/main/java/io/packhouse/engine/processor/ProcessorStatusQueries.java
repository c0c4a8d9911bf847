package io.packhouse.engine.processor;

import static java.util.stream.Collectors.groupingBy;

import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.operations.OperationType;
import io.packhouse.engine.processor.ProcessorView.Kind;
import io.packhouse.engine.processor.ProcessorView.SegmentView;
import io.packhouse.engine.processor.ProcessorView.State;
import io.packhouse.engine.projection.ProjectionProcessors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The processors of the whole installation, from the token table and the status reports of all
/// nodes.
public final class ProcessorStatusQueries {

    public static final int MOST_SEGMENTS = 16;

    private final JdbcClient jdbc;
    private final SegmentClaims segmentClaims;
    private final EventTail tail;
    private final EventLog log;
    private final Clock clock;
    private final ProjectionProcessors projections;

    private record Count(String name, long number) {}

    public ProcessorStatusQueries(
            JdbcClient jdbc,
            SegmentClaims segmentClaims,
            EventTail tail,
            EventLog log,
            Clock clock,
            ProjectionProcessors projections) {
        this.projections = projections;
        this.jdbc = jdbc;
        this.segmentClaims = segmentClaims;
        this.tail = tail;
        this.log = log;
        this.clock = clock;
    }

    /// All processors by name.
    public List<ProcessorView> all() {
        var reported = ProcessorReports.byProcessor(jdbc);
        var paused = jdbc.sql("select processor from engine.paused_processor");
        var standing = paused.query(String.class).set();
        var deadLetters = counts(
                "select processing_group as name, count(*) as number from engine.dead_letter_entry group by 1",
                projections::of);
        var parked = counts(
                "select saga_type as name, count(distinct saga_id) as number from engine.parked_event group by 1",
                name -> name);
        var claims = new TreeMap<>(segmentClaims.all().stream().collect(groupingBy(SegmentClaims.Claim::processor)));
        reported.keySet().forEach(name -> claims.putIfAbsent(name, List.of()));
        var ages = new HashMap<Long, Long>();
        var all = new ArrayList<ProcessorView>();
        claims.forEach((name, segments) -> {
            var reports = reported.getOrDefault(name, ProcessorReports.NOTHING);
            all.add(view(
                    name,
                    segments,
                    reports,
                    standing.contains(name),
                    deadLetters.getOrDefault(name, 0L),
                    reports.sagaTypes().stream()
                            .mapToLong(type -> parked.getOrDefault(type, 0L))
                            .sum(),
                    ages));
        });
        return all;
    }

    public Optional<ProcessorView> one(String name) {
        return all().stream().filter(view -> view.name().equals(name)).findFirst();
    }

    /// The ids of its segments, lowest first.
    public List<Integer> segments(String name) {
        return segmentClaims.of(name).stream().map(SegmentClaims.Claim::segment).toList();
    }

    /// The position of a stored token; −1 when there is none.
    public long position(byte @Nullable [] token, @Nullable String type) {
        return segmentClaims.position(token, type);
    }

    private ProcessorView view(
            String name,
            List<SegmentClaims.Claim> claims,
            ProcessorReports reports,
            boolean paused,
            long deadLetters,
            long parked,
            Map<Long, Long> ages) {
        var ids = claims.stream().mapToInt(SegmentClaims.Claim::segment).toArray();
        var segments = claims.stream()
                .sorted(java.util.Comparator.comparingInt(SegmentClaims.Claim::segment))
                .map(claim -> segment(claim, ids, reports))
                .toList();
        var position = segments.stream().mapToLong(SegmentView::position).min().orElse(-1);
        var error = reports.error(position);
        var claimed = claims.stream().filter(claim -> claim.owner() != null).count();
        var state = paused && claimed == 0
                ? State.PAUSED
                : error != null
                        ? State.FAILING
                        : claimed < claims.size() || claims.isEmpty() ? State.UNCLAIMED : State.RUNNING;
        var head = Math.max(0, tail.position());
        var lag = Math.max(0, head - Math.max(0, position));
        var kind = reports.kind(name);
        return new ProcessorView(
                name,
                kind,
                state,
                position,
                head,
                lag,
                lag == 0 ? 0 : ages.computeIfAbsent(position, from -> age(from, head)),
                reports.perSecond(),
                segments,
                error,
                deadLetters,
                parked,
                allowed(kind, paused, claims.size()));
    }

    private static List<OperationType> allowed(Kind kind, boolean paused, int segments) {
        var allowed = new ArrayList<OperationType>();
        allowed.add(paused ? OperationType.RESUME : OperationType.PAUSE);
        if (kind == Kind.SAGA && !paused && segments < MOST_SEGMENTS) {
            allowed.add(OperationType.SPLIT);
        }
        if (kind == Kind.SAGA && !paused && segments > 1) {
            allowed.add(OperationType.MERGE);
        }
        return allowed;
    }

    /// How long the first event after that position has been waiting.
    private long age(long position, long head) {
        return log.between(position, head, 1).stream()
                .mapToLong(event -> Duration.between(Instant.parse(event.at()), clock.instant())
                        .toMillis())
                .map(millis -> Math.max(0, millis))
                .findFirst()
                .orElse(0);
    }

    private static SegmentView segment(SegmentClaims.Claim claim, int[] ids, ProcessorReports reports) {
        var mask = Segment.computeSegment(claim.segment(), ids).getMask();
        return new SegmentView(claim.segment(), "1/" + (mask + 1L), claim.owner(), reports.position(claim));
    }

    private Map<String, Long> counts(String sql, UnaryOperator<String> key) {
        var all = new HashMap<String, Long>();
        jdbc.sql(sql)
                .query(Count.class)
                .list()
                .forEach(one -> all.merge(key.apply(one.name()), one.number(), Long::sum));
        return all;
    }
}
