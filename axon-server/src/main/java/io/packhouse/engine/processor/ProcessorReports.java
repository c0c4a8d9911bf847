package io.packhouse.engine.processor;

import io.packhouse.engine.processor.ProcessorView.Kind;
import io.packhouse.engine.processor.ProcessorView.ProcessorError;
import io.packhouse.engine.projection.ProjectionProcessors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The nodes' reports about one processor, the latest first. Reports of stopped nodes are used only
/// for what does not change: the kind and the saga type.
record ProcessorReports(List<ReportedStatus> reports) {

    static final ProcessorReports NOTHING = new ProcessorReports(List.of());

    record ReportedStatus(String node, boolean fresh, NodeStatus.ProcessorStatus own) {}

    private record Row(String node, boolean fresh, String report) {}

    static Map<String, ProcessorReports> byProcessor(JdbcClient jdbc) {
        var all = new HashMap<String, ProcessorReports>();
        for (var row : rows(jdbc)) {
            var report = JsonMapper.shared().readValue(row.report(), NodeStatus.class);
            for (var own : report.processors()) {
                all.computeIfAbsent(own.name(), _ -> new ProcessorReports(new ArrayList<>()))
                        .reports()
                        .add(new ReportedStatus(row.node(), row.fresh(), own));
            }
        }
        return all;
    }

    private static List<Row> rows(JdbcClient jdbc) {
        return jdbc.sql("""
                select node, at > now() - make_interval(secs => ?) as fresh,
                report::text as report from engine.node_status
                order by at desc""")
                .param(NodeStatusReporter.STALE.toSeconds())
                .query(Row.class)
                .list();
    }

    Kind kind(String name) {
        return reports.stream()
                .map(one -> one.own().kind())
                .findFirst()
                .orElse(ProjectionProcessors.isProcessor(name) ? Kind.PROJECTION : Kind.AUTOMATION);
    }

    /// Empty unless it runs sagas.
    Set<String> sagaTypes() {
        return reports.stream().flatMap(one -> one.own().sagaTypes().stream()).collect(Collectors.toSet());
    }

    /// As its owner reports it, or else from its token.
    long position(SegmentClaims.Claim claim) {
        return reports.stream()
                .filter(one -> one.fresh() && one.node().equals(claim.owner()))
                .flatMap(one -> one.own().segments().stream())
                .filter(part -> part.segment() == claim.segment())
                .mapToLong(NodeStatus.SegmentStatus::position)
                .findFirst()
                .orElse(claim.position());
    }

    @Nullable
    ProcessorError error(long position) {
        for (var one : reports) {
            var failing = one.own().failing();
            if (one.fresh() && failing != null && position < failing.position()) {
                return new ProcessorError(failing.message(), failing.since(), failing.times(), one.node());
            }
        }
        return null;
    }

    /// That of its slowest segment, because the processor as a whole has passed that position.
    @Nullable
    Double perSecond() {
        return reports.stream()
                .filter(ReportedStatus::fresh)
                .flatMap(one -> one.own().segments().stream())
                .map(NodeStatus.SegmentStatus::perSecond)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }
}
