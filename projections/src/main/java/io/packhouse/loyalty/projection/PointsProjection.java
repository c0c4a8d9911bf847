package io.packhouse.loyalty.projection;

import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.loyalty.api.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.RedemptionId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Balances, lots, the ledger and redemptions.
@Component
@ProcessingGroup(PointsProjection.GROUP)
class PointsProjection {

    static final String GROUP = "projection-loyalty";

    private static final String STAND =
            """
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
    private static final String LOT =
            """
            insert into {schema}.loyalty_lot (account_id, lot_id, source, reference, points,
                left_points, reserved, earned_at, available_at, expires_at, position)
            values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
            on conflict (account_id, lot_id) do nothing
            """;
    private static final String USE =
            """
            update {schema}.loyalty_lot set left_points = ?, reserved = ?, position = ?
            where account_id = ? and lot_id = ? and position < ?
            """;
    private static final String ENTRY =
            """
            insert into {schema}.loyalty_transaction (position, account_id, person, kind, points,
                balance, reference, reason, note, actor, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (position) do nothing
            """;
    private static final String RESERVE =
            """
            insert into {schema}.loyalty_redemption (redemption_id, account_id, person, reward_id,
                reward_version, points, status, requested_at, position, changed_at)
            values (?, ?, ?, ?, ?, ?, 'RESERVED', ?, ?, ?)
            on conflict (redemption_id) do nothing
            """;
    private static final String CLOSE =
            """
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
        var when = EventContext.of(message);
        stand(event.accountId(), event.standing(), when);
        enter(event, Entry.of(event), when);
        switch (event) {
            case PointsEarned e -> add(e, when);
            case PointsReversed e -> {
                use(e.accountId(), e.taken(), when);
                use(e.accountId(), e.recovered(), when);
            }
            case BonusReversed e -> {
                use(e.accountId(), e.taken(), when);
                use(e.accountId(), e.recovered(), when);
            }
            case PointsDebtSettled e -> use(e.accountId(), e.lots(), when);
            case PointsReserved e -> {
                use(e.accountId(), e.lots(), when);
                reserve(e, when);
            }
            case PointsRedeemed e -> {
                use(e.accountId(), e.lots(), when);
                close(e.redemptionId(), "REDEEMED", null, when);
            }
            case PointsReleased e -> {
                use(e.accountId(), e.lots(), when);
                close(e.redemptionId(), "RELEASED", e.reason(), when);
            }
            case PointsExpired e -> use(e.accountId(), e.lots(), when);
            case PointsDeducted e -> use(e.accountId(), e.lots(), when);
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

    private void stand(LoyaltyAccountId account, AccountBalances s, EventContext when) {
        accounts.write(
                STAND,
                account,
                account.person(),
                s.tier(),
                s.left(),
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted(),
                when.at(),
                when.position(),
                when.at());
    }

    private void add(PointsEarned e, EventContext when) {
        lots.write(
                LOT,
                e.accountId(),
                e.lotId(),
                e.source(),
                e.reference(),
                e.points(),
                e.points(),
                e.earnedAt(),
                e.availableAt(),
                e.expiresAt(),
                when.position());
    }

    private void use(LoyaltyAccountId account, List<LotChange> uses, EventContext when) {
        for (var use : uses) {
            lots.write(
                    USE,
                    use.left(),
                    use.held(),
                    when.position(),
                    account,
                    use.lotId(),
                    when.position());
        }
    }

    private void enter(LoyaltyAccountEvent event, Entry entry, EventContext when) {
        transactions.write(
                ENTRY,
                when.position(),
                event.accountId(),
                event.accountId().person(),
                entry.kind(),
                entry.points(),
                event.standing().left() - event.standing().owed(),
                entry.reference(),
                entry.reason(),
                Entry.note(event),
                when.actor(),
                when.at());
    }

    private void reserve(PointsReserved e, EventContext when) {
        redemptions.write(
                RESERVE,
                e.redemptionId(),
                e.accountId(),
                e.accountId().person(),
                e.rewardId(),
                e.rewardVersion(),
                e.points(),
                when.at(),
                when.position(),
                when.at());
    }

    private void close(RedemptionId id, String status, @Nullable String reason, EventContext when) {
        redemptions.write(CLOSE, status, reason, when.position(), when.at(), id, when.position());
    }
}
