package io.packhouse.loyalty.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DueWork;
import io.packhouse.engine.scheduling.RecentlyDone;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Expires the lots of points that are past their time and have free points.
@Component
class PointsExpiry implements DueWork {

    private static final String DUE = """
            select distinct account_id, expires_at from read.loyalty_lot
            where available_points + reserved > 0 and available_points > 0 and expires_at <= ?
            order by expires_at limit 500""";

    private final JdbcClient jdbc;
    private final SagaCommandGateway commands;
    private final LoyaltyPolicy policy;
    private final Clock clock;
    private final RecentlyDone done = new RecentlyDone();

    PointsExpiry(JdbcClient jdbc, SagaCommandGateway commands, LoyaltyPolicy policy, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public int perform() {
        var due = jdbc
                .sql(DUE)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new ExpirePoints(
                        new LoyaltyAccountId(row.getString("account_id")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        policy))
                .list()
                .stream()
                .filter(done::add)
                .toList();
        due.forEach(commands::sendAndWait);
        return due.size();
    }
}
