package io.packhouse.loyalty.projection;

import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.RedemptionId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Balances, lots, ledger and redemptions of loyalty accounts.
@Component
@ProcessingGroup(PointsProjection.GROUP)
class PointsProjection {

    static final String GROUP = "projection-loyalty";

    private static final String UPSERT_ACCOUNT = """
            insert into {schema}.loyalty_account as a (account_id, person, tier, points, reserved,
                owed, earned, spent, expired, reversed, deducted, joined_at, position, changed_at)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            on conflict (account_id) do update set tier = excluded.tier,
                points = excluded.points, reserved = excluded.reserved, owed = excluded.owed,
                earned = excluded.earned, spent = excluded.spent, expired = excluded.expired,
                reversed = excluded.reversed, deducted = excluded.deducted,
                position = excluded.position, changed_at = excluded.changed_at
            where a.position < excluded.position
            """;
    private static final String INSERT_LOT = """
            insert into {schema}.loyalty_lot (account_id, lot_id, source, reference, points,
                available_points, reserved, earned_at, available_at, expires_at, position)
            values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
            on conflict (account_id, lot_id) do nothing
            """;
    private static final String UPDATE_LOT = """
            update {schema}.loyalty_lot set available_points = ?, reserved = ?, position = ?
            where account_id = ? and lot_id = ? and position < ?
            """;
    private static final String INSERT_TRANSACTION = """
            insert into {schema}.loyalty_transaction (position, account_id, person, kind, points,
                balance, reference, reason, note, actor, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (position) do nothing
            """;
    private static final String INSERT_REDEMPTION = """
            insert into {schema}.loyalty_redemption (redemption_id, account_id, person, reward_id,
                reward_version, points, status, requested_at, position, changed_at)
            values (?, ?, ?, ?, ?, ?, 'RESERVED', ?, ?, ?)
            on conflict (redemption_id) do nothing
            """;
    private static final String UPDATE_REDEMPTION = """
            update {schema}.loyalty_redemption
            set status = ?, reason = ?, position = ?, changed_at = ?
            where redemption_id = ? and position < ?
            """;

    private final ProjectionTable accounts;
    private final ProjectionTable lots;
    private final ProjectionTable transactions;
    private final ProjectionTable redemptions;

    PointsProjection(ProjectionSchema schema) {
        accounts = schema.table("loyalty_account");
        lots = schema.table("loyalty_lot");
        transactions = schema.table("loyalty_transaction");
        redemptions = schema.table("loyalty_redemption");
    }

    @EventHandler
    void on(LoyaltyAccountEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        writeBalances(event.accountId(), event.standing(), context);
        writeTransaction(event, Entry.of(event), context);
        switch (event) {
            case PointsEarned e -> add(e, context);
            case PointsReversed e -> {
                use(e.accountId(), e.taken(), context);
                use(e.accountId(), e.recovered(), context);
            }
            case BonusReversed e -> {
                use(e.accountId(), e.taken(), context);
                use(e.accountId(), e.recovered(), context);
            }
            case PointsDebtSettled e -> use(e.accountId(), e.lots(), context);
            case PointsReserved e -> {
                use(e.accountId(), e.lots(), context);
                reserve(e, context);
            }
            case PointsRedeemed e -> {
                use(e.accountId(), e.lots(), context);
                close(e.redemptionId(), "REDEEMED", null, context);
            }
            case PointsReleased e -> {
                use(e.accountId(), e.lots(), context);
                close(e.redemptionId(), "RELEASED", e.reason(), context);
            }
            case PointsExpired e -> use(e.accountId(), e.lots(), context);
            case PointsDeducted e -> use(e.accountId(), e.lots(), context);
            case NoPointsEarned _, RedemptionRejected _, TierChanged _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        accounts.empty();
        lots.empty();
        transactions.empty();
        redemptions.empty();
    }

    private void writeBalances(LoyaltyAccountId account, AccountBalances s, EventContext context) {
        accounts.write(
                UPSERT_ACCOUNT,
                account,
                account.person(),
                s.tier(),
                s.available(),
                s.reserved(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted(),
                context.at(),
                context.position(),
                context.at());
    }

    private void add(PointsEarned e, EventContext context) {
        lots.write(
                INSERT_LOT,
                e.accountId(),
                e.lotId(),
                e.source(),
                e.reference(),
                e.points(),
                e.points(),
                e.earnedAt(),
                e.availableAt(),
                e.expiresAt(),
                context.position());
    }

    private void use(LoyaltyAccountId account, List<LotChange> uses, EventContext context) {
        for (var use : uses) {
            lots.write(
                    UPDATE_LOT,
                    use.available(),
                    use.reserved(),
                    context.position(),
                    account,
                    use.lotId(),
                    context.position());
        }
    }

    private void writeTransaction(LoyaltyAccountEvent event, Entry entry, EventContext context) {
        transactions.write(
                INSERT_TRANSACTION,
                context.position(),
                event.accountId(),
                event.accountId().person(),
                entry.kind(),
                entry.points(),
                event.standing().available() - event.standing().owed(),
                entry.reference(),
                entry.reason(),
                Entry.note(event),
                context.actor(),
                context.at());
    }

    private void reserve(PointsReserved e, EventContext context) {
        redemptions.write(
                INSERT_REDEMPTION,
                e.redemptionId(),
                e.accountId(),
                e.accountId().person(),
                e.rewardId(),
                e.rewardVersion(),
                e.points(),
                context.at(),
                context.position(),
                context.at());
    }

    private void close(RedemptionId id, String status, @Nullable String reason, EventContext context) {
        redemptions.write(UPDATE_REDEMPTION, status, reason, context.position(), context.at(), id, context.position());
    }
}
