package io.packhouse.loyalty.projection;

import io.packhouse.engine.projection.Columns;
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
        accounts.upsert(
                Columns.of("account_id", account),
                context,
                Columns.of("person", account.person()).and("joined_at", context.at()),
                Columns.of("tier", s.tier())
                        .and("points", s.available())
                        .and("reserved", s.reserved())
                        .and("owed", s.owed())
                        .and("earned", s.earned())
                        .and("spent", s.spent())
                        .and("expired", s.expired())
                        .and("reversed", s.reversed())
                        .and("deducted", s.deducted()));
    }

    private void add(PointsEarned e, EventContext context) {
        lots.insert(
                Columns.of("account_id", e.accountId())
                        .and("lot_id", e.lotId())
                        .and("source", e.source())
                        .and("reference", e.reference())
                        .and("points", e.points())
                        .and("available_points", e.points())
                        .and("reserved", 0)
                        .and("earned_at", e.earnedAt())
                        .and("available_at", e.availableAt())
                        .and("expires_at", e.expiresAt())
                        .and("position", context.position()),
                "account_id",
                "lot_id");
    }

    private void use(LoyaltyAccountId account, List<LotChange> uses, EventContext context) {
        for (var use : uses) {
            lots.update(
                    Columns.of("account_id", account).and("lot_id", use.lotId()),
                    Columns.of("available_points", use.available())
                            .and("reserved", use.reserved())
                            .and("position", context.position()),
                    "position");
        }
    }

    private void writeTransaction(LoyaltyAccountEvent event, Entry entry, EventContext context) {
        transactions.insert(
                Columns.of("position", context.position())
                        .and("account_id", event.accountId())
                        .and("person", event.accountId().person())
                        .and("kind", entry.kind())
                        .and("points", entry.points())
                        .and(
                                "balance",
                                event.standing().available() - event.standing().owed())
                        .and("reference", entry.reference())
                        .and("reason", entry.reason())
                        .and("note", Entry.note(event))
                        .and("actor", context.actor())
                        .and("at", context.at()),
                "position");
    }

    private void reserve(PointsReserved e, EventContext context) {
        redemptions.insert(
                Columns.of("redemption_id", e.redemptionId())
                        .and("account_id", e.accountId())
                        .and("person", e.accountId().person())
                        .and("reward_id", e.rewardId())
                        .and("reward_version", e.rewardVersion())
                        .and("points", e.points())
                        .and("status", "RESERVED")
                        .and("requested_at", context.at())
                        .changedBy(context),
                "redemption_id");
    }

    private void close(RedemptionId id, String status, @Nullable String reason, EventContext context) {
        redemptions.update(
                Columns.of("redemption_id", id),
                context,
                Columns.of("status", status).and("reason", reason));
    }
}
