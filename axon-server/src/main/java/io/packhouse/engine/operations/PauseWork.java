package io.packhouse.engine.operations;

import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A processor is paused when every node knows it and none works on it; it is resumed when all of
/// it is worked on again.
final class PauseWork implements ActWork {

    private final JdbcClient jdbc;
    private final Claims claims;

    PauseWork(JdbcClient jdbc, Claims claims) {
        this.jdbc = jdbc;
        this.claims = claims;
    }

    @Override
    public Set<ActKind> kinds() {
        return Set.of(ActKind.PAUSE, ActKind.RESUME);
    }

    @Override
    public Optional<Act.Outcome> work(Act act) {
        var held = claims.of(act.subject());
        if (act.kind() == ActKind.PAUSE) {
            var stands = held.stream().allMatch(claim -> claim.owner() == null);
            return stands && isKnownEverywhere(act.subject())
                    ? Optional.of(Act.Outcome.done("No node works on it."))
                    : Optional.empty();
        }
        if (!claims.isSomebodys(act.subject())) {
            return Optional.of(Act.Outcome.refused("No node that runs has it."));
        }
        return held.stream().allMatch(claim -> claim.owner() != null)
                ? Optional.of(Act.Outcome.done("Every segment is worked on again."))
                : Optional.empty();
    }

    private boolean isKnownEverywhere(String processor) {
        return jdbc.sql(
                                """
                                select count(*) from engine.node_report
                                where at > now() - make_interval(secs => ?)
                                    and not jsonb_exists(report -> 'paused', ?)
                                """)
                        .params(Pulse.STALE.toSeconds(), processor)
                        .query(Long.class)
                        .single()
                == 0;
    }

    @Override
    public boolean isLong() {
        return false;
    }
}
