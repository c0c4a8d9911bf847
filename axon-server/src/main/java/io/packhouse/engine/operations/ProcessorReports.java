package io.packhouse.engine.operations;

import io.packhouse.engine.operations.ProcessorView.Kind;
import io.packhouse.engine.operations.ProcessorView.ProcessorError;
import io.packhouse.engine.projection.ProjectionProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the nodes say of one processor, the latest first. Nodes that are gone are asked only for
/// what does not change: what kind it is, and which saga it runs.
record ProcessorReports(List<ReportedStatus> said) {

    static final ProcessorReports NOTHING = new ProcessorReports(List.of());

    record ReportedStatus(String node, boolean fresh, NodeStatus.ProcessorStatus own) {}

    private record Row(String node, boolean fresh, String report) {}

    static Map<String, ProcessorReports> byProcessor(JdbcClient jdbc) {
        var all = new HashMap<String, ProcessorReports>();
        for (var row : rows(jdbc)) {
            var report = JsonMapper.shared().readValue(row.report(), NodeStatus.class);
            for (var own : report.processors()) {
                all.computeIfAbsent(own.name(), _ -> new ProcessorReports(new ArrayList<>()))
                        .said()
                        .add(new ReportedStatus(row.node(), row.fresh(), own));
            }
        }
        return all;
    }

    private static List<Row> rows(JdbcClient jdbc) {
        return jdbc.sql(
                        "select node, at > now() - make_interval(secs => ?) as fresh,"
                                + " report::text as report from engine.node_status"
                                + " order by at desc")
                .param(NodeStatusReporter.STALE.toSeconds())
                .query(Row.class)
                .list();
    }

    Kind kind(String name) {
        return said.stream()
                .map(one -> one.own().kind())
                .findFirst()
                .orElse(
                        name.startsWith(ProjectionProgress.PREFIX)
                                ? Kind.PROJECTION
                                : Kind.AUTOMATION);
    }

    /// Empty unless it runs a saga.
    String sagaType() {
        return said.stream()
                .map(one -> one.own().sagaType())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /// As its owner says, or else as its token does.
    long position(SegmentClaims.Claim claim) {
        return said.stream()
                .filter(one -> one.fresh() && one.node().equals(claim.owner()))
                .flatMap(one -> one.own().segments().stream())
                .filter(part -> part.segment() == claim.segment())
                .mapToLong(NodeStatus.SegmentStatus::position)
                .findFirst()
                .orElse(claim.position());
    }

    @Nullable ProcessorError trouble(long position) {
        for (var one : said) {
            var failing = one.own().failing();
            if (one.fresh() && failing != null && position < failing.position()) {
                return new ProcessorError(
                        failing.message(), failing.since(), failing.times(), one.node());
            }
        }
        return null;
    }

    /// Of its slowest segment, because that is what it has passed as a whole.
    @Nullable Double perSecond() {
        return said.stream()
                .filter(ReportedStatus::fresh)
                .flatMap(one -> one.own().segments().stream())
                .map(NodeStatus.SegmentStatus::perSecond)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }
}
