package io.packhouse.engine.operations;

import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A processor is paused when every node knows it and none works on it; it is resumed when all of
/// it is worked on again.
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
        var held = segmentClaims.of(adminOperation.subject());
        if (adminOperation.kind() == OperationType.PAUSE) {
            var stands = held.stream().allMatch(claim -> claim.owner() == null);
            return stands && isKnownEverywhere(adminOperation.subject())
                    ? Optional.of(AdminOperation.Outcome.done("No node works on it."))
                    : Optional.empty();
        }
        if (!segmentClaims.isSomebodys(adminOperation.subject())) {
            return Optional.of(AdminOperation.Outcome.refused("No node that runs has it."));
        }
        return held.stream().allMatch(claim -> claim.owner() != null)
                ? Optional.of(AdminOperation.Outcome.done("Every segment is worked on again."))
                : Optional.empty();
    }

    private boolean isKnownEverywhere(String processor) {
        return jdbc.sql(
                                """
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
