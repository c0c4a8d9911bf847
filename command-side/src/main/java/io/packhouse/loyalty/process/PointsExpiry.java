package io.packhouse.loyalty.process;

import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DueCommands;
import io.packhouse.engine.scheduling.DueWork;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Expires the lots of points that are past their time and have free points. The first condition is that of
/// the index.
@Component
class PointsExpiry implements DueWork {

    private static final String ROWS_OF = "projection-loyalty";

    private static final String DUE = """
            select distinct account_id, expires_at from read.loyalty_lot
            where available_points + reserved > 0 and available_points > 0 and expires_at <= ?
            order by expires_at limit 5000""";

    private final JdbcClient jdbc;
    private final DueCommands commands;
    private final ProjectionProgress progress;
    private final LoyaltyPolicy policy;
    private final Clock clock;

    PointsExpiry(
            JdbcClient jdbc,
            SagaCommandGateway commands,
            LoyaltyPolicy policy,
            Clock clock,
            ProjectionProgress progress) {
        this.jdbc = jdbc;
        this.commands = new DueCommands(commands::sendAndWait);
        this.progress = progress;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public int perform() {
        if (progress.isFarBehind(ROWS_OF)) {
            return 0; // Its rows may have changed since.
        }
        var due = jdbc.sql(DUE)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new ExpirePoints(
                        new LoyaltyAccountId(row.getString("account_id")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        policy))
                .list();
        return commands.send(due);
    }
}
