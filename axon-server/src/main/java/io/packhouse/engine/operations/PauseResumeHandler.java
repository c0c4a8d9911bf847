package io.packhouse.engine.operations;

import io.packhouse.engine.processor.NodeStatusReporter;
import io.packhouse.engine.processor.SegmentClaims;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A processor is paused when every node knows it and none works on it; it is resumed when all its
/// segments are claimed again.
final class PauseResumeHandler implements OperationHandler {

    private final JdbcClient jdbc;
    private final SegmentClaims segmentClaims;

    PauseResumeHandler(JdbcClient jdbc, SegmentClaims segmentClaims) {
        this.jdbc = jdbc;
        this.segmentClaims = segmentClaims;
    }

    @Override
    public Set<OperationType> kinds() {
        return Set.of(OperationType.PAUSE, OperationType.RESUME);
    }

    @Override
    public Optional<AdminOperation.Outcome> work(AdminOperation adminOperation) {
        var claims = segmentClaims.of(adminOperation.subject());
        if (adminOperation.kind() == OperationType.PAUSE) {
            var isReleased = claims.stream().allMatch(claim -> claim.owner() == null);
            return isReleased && isKnownEverywhere(adminOperation.subject())
                    ? Optional.of(AdminOperation.Outcome.done("No node works on it."))
                    : Optional.empty();
        }
        if (!segmentClaims.hasOwner(adminOperation.subject())) {
            return Optional.of(AdminOperation.Outcome.refused("No running node has it."));
        }
        return claims.stream().allMatch(claim -> claim.owner() != null)
                ? Optional.of(AdminOperation.Outcome.done("Every segment is claimed again."))
                : Optional.empty();
    }

    private boolean isKnownEverywhere(String processor) {
        return jdbc.sql("""
                                select count(*) from engine.node_status
                                where at > now() - make_interval(secs => ?)
                                    and not jsonb_exists(report -> 'paused', ?)
                                """)
                        .params(NodeStatusReporter.STALE.toSeconds(), processor)
                        .query(Long.class)
                        .single()
                == 0;
    }

    @Override
    public boolean isLong() {
        return false;
    }
}
