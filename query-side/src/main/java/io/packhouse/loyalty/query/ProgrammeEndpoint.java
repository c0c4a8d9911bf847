package io.packhouse.loyalty.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.loyalty.api.LiabilityView;
import io.packhouse.loyalty.api.LoyaltyAnalyticsView;
import io.packhouse.loyalty.api.LoyaltyAnalyticsView.TierShare;
import io.packhouse.shared.api.Money;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Totals of the programme, for finance.
@RestController
@RequestMapping("/api/v1/loyalty")
@ReadsProjections("projection-loyalty")
class ProgrammeEndpoint {

    private static final String MANAGE = "loyalty:manage";

    private final JdbcClient jdbc;
    private final Money pointValue;

    private record ProgrammeReport(long points, long reserved, long owed) {}

    private record Flow(long members, long earned, long spent, long expired, long reversed, long redemptions) {}

    ProgrammeEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            @Value("${packhouse.loyalty.point-value.minor:1}") long minor,
            @Value("${packhouse.loyalty.point-value.currency:EUR}") Currency currency) {
        jdbc = JdbcClient.create(reader);
        pointValue = new Money(minor, currency);
    }

    /// The value of all points, and when they expire.
    @GetMapping("/liability")
    @RequiresScope(MANAGE)
    LiabilityView liability(Caller caller) {
        var whole = jdbc.sql("""
                select coalesce(sum(points), 0)::bigint as points,
                coalesce(sum(reserved), 0)::bigint as reserved,
                coalesce(sum(owed), 0)::bigint as owed
                from read.loyalty_account""").query(ProgrammeReport.class).single();
        var pending = jdbc.sql("""
                select coalesce(sum(available_points), 0)::bigint from read.loyalty_lot
                where available_at > ?""")
                .param(caller.at().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new LiabilityView(
                whole.points(),
                pending,
                whole.reserved(),
                whole.owed(),
                pointValue.times(whole.points() + whole.reserved()),
                expiring());
    }

    /// Activity of the programme and its members.
    @GetMapping("/analytics")
    @RequiresScope(MANAGE)
    LoyaltyAnalyticsView analytics() {
        var flow = jdbc.sql("""
                select count(*) as members,
                coalesce(sum(earned), 0)::bigint as earned,
                coalesce(sum(spent), 0)::bigint as spent,
                coalesce(sum(expired), 0)::bigint as expired,
                coalesce(sum(reversed), 0)::bigint as reversed,
                (select count(*) from read.loyalty_redemption
                where status = 'REDEEMED') as redemptions
                from read.loyalty_account""").query(Flow.class).single();
        return new LoyaltyAnalyticsView(
                flow.members(),
                flow.earned(),
                flow.spent(),
                flow.expired(),
                flow.reversed(),
                flow.redemptions(),
                flow.earned() == 0 ? 0 : flow.spent() * 10_000 / flow.earned(),
                tiers());
    }

    private List<LiabilityView.Month> expiring() {
        return jdbc.sql("""
                select to_char(expires_at at time zone 'UTC', 'YYYY-MM') as month,
                sum(available_points + reserved)::bigint as points
                from read.loyalty_lot where available_points + reserved > 0
                group by 1 order by 1""").query(LiabilityView.Month.class).list();
    }

    private List<TierShare> tiers() {
        return jdbc.sql("""
                select tier, count(*) as members, sum(points)::bigint as points,
                sum(earned)::bigint as earned
                from read.loyalty_account group by tier order by tier""").query(TierShare.class).list();
    }
}
