package io.packhouse.loyalty.process;

import io.packhouse.engine.scheduling.DueWork;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Expires the lots of points that are past their time and have free points. The first condition is that of
/// the index.
@Component
class PointsExpiry implements DueWork {

    private static final String DUE = """
            select distinct account_id, expires_at from read.loyalty_lot
            where available_points + reserved > 0 and available_points > 0 and expires_at <= ?
            order by expires_at limit 5000""";

    private final JdbcClient jdbc;
    private final LoyaltyPolicy policy;

    PointsExpiry(JdbcClient jdbc, LoyaltyPolicy policy) {
        this.jdbc = jdbc;
        this.policy = policy;
    }

    @Override
    public List<ExpirePoints> due(Instant now) {
        return jdbc.sql(DUE)
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new ExpirePoints(
                        new LoyaltyAccountId(row.getString("account_id")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        policy))
                .list();
    }
}
