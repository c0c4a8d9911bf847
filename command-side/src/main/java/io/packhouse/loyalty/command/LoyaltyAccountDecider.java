package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.api.LoyaltyRefusal.INSUFFICIENT_POINTS;
import static io.packhouse.loyalty.api.LoyaltyRefusal.TIER_TOO_LOW;
import static io.packhouse.loyalty.api.LoyaltyRefusal.UNKNOWN_ACTION;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.command.LoyaltyAccountState.ReservationState;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Decides one command event by event. Each is recorded, and has changed the account, before the
/// next is decided; a rejected command is rolled back with its events. Expired points are removed
/// first, for every command, so that a late timer never lets them be used.
final class LoyaltyAccountDecider {

    private final LoyaltyAccountId account;
    private final LoyaltyAccountState loyaltyAccountState;
    private final Consumer<LoyaltyAccountEvent> recorder;

    /// `recorder` records an event and lets the state evolve with it.
    LoyaltyAccountDecider(
            LoyaltyAccountId account, LoyaltyAccountState loyaltyAccountState, Consumer<LoyaltyAccountEvent> recorder) {
        this.account = account;
        this.loyaltyAccountState = loyaltyAccountState;
        this.recorder = recorder;
    }

    void decide(ExpirePoints command) {
        expirePoints(command.at(), command.policy());
    }

    void decide(AwardPurchasePoints command) {
        var isNew = !loyaltyAccountState.hasEarned(PointsSource.PURCHASE, command.order());
        if (!isNew && command.refunded().amountMinor() <= loyaltyAccountState.refundedOf(command.order())) {
            return;
        }
        expirePoints(command.at(), command.policy());
        if (isNew) {
            var earning = new PointsCalculator(loyaltyAccountState, account, command.policy());
            command.parts().forEach(part -> earning.of(command, part).ifPresent(this::record));
            if (!loyaltyAccountState.hasEarned(PointsSource.PURCHASE, command.order())) {
                record(NoPointsResult.by(command, account, loyaltyAccountState.standing()));
            }
            recover();
            review(command.at(), command.policy(), command.order(), false);
        }
        if (new Reversal(loyaltyAccountState, account)
                .of(command)
                .map(this::record)
                .isPresent()) {
            review(command.at(), command.policy(), command.order(), true);
        }
    }

    void decide(AwardActionPoints command) {
        var worth = command.policy().actions().get(command.action());
        if (worth == null) {
            throw new CommandRejectedException(
                    UNKNOWN_ACTION,
                    Map.of(
                            "known",
                            command.policy().actions().keySet().stream()
                                    .sorted()
                                    .toList()));
        }
        var reference = command.action() + "." + command.reference();
        if (loyaltyAccountState.hasEarned(PointsSource.ACTION, reference)) {
            return;
        }
        expirePoints(command.at(), command.policy());
        new PointsCalculator(loyaltyAccountState, account, command.policy())
                .of(command, reference, worth)
                .ifPresent(this::record);
        recover();
        review(command.at(), command.policy(), reference, false);
    }

    void decide(AdjustPoints command) {
        var reference = command.adjustmentId().value();
        if (loyaltyAccountState.hasEarned(PointsSource.ADJUSTMENT, reference)
                || loyaltyAccountState.hasDeducted(command.adjustmentId())) {
            return;
        }
        expirePoints(command.at(), command.policy());
        if (command.points() > 0) {
            record(new PointsCalculator(loyaltyAccountState, account, command.policy()).of(command));
            recover();
        } else if (command.points() < 0) {
            var wanted = -command.points();
            var uses = takeSpendable(wanted, command.at(), false);
            record(new PointsDeducted(
                    account,
                    command.adjustmentId(),
                    wanted,
                    command.reason(),
                    uses,
                    BalanceUpdates.deducted(loyaltyAccountState.standing(), wanted)));
        }
    }

    void decide(ReservePoints command) {
        if (loyaltyAccountState.reservation(command.redemptionId()) != null) {
            return;
        }
        var reward = command.reward();
        if (loyaltyAccountState.standing().tier().compareTo(reward.from()) < 0) {
            throw new CommandRejectedException(
                    TIER_TOO_LOW, Map.of("tier", loyaltyAccountState.standing().tier(), "from", reward.from()));
        }
        var uses = takeSpendable(reward.points(), command.at(), true);
        expirePoints(command.at()); // None of these; a rejected command has no event to undo.
        record(new PointsReserved(
                account,
                command.redemptionId(),
                reward.rewardId(),
                reward.version(),
                reward.points(),
                uses,
                BalanceUpdates.reserved(loyaltyAccountState.standing(), reward.points())));
    }

    void decide(RedeemPoints command) {
        var reservation = loyaltyAccountState.reservation(command.redemptionId());
        if (reservation == null || reservation.state() == ReservationState.RELEASED) {
            record(new RedemptionRejected(account, command.redemptionId(), loyaltyAccountState.standing()));
        } else if (reservation.state() == ReservationState.RESERVED) {
            record(new PointsRedeemed(
                    account,
                    command.redemptionId(),
                    reservation.points(),
                    loyaltyAccountState.lots().settle(reservation.lots(), false),
                    BalanceUpdates.spent(loyaltyAccountState.standing(), reservation.points())));
        }
    }

    void decide(ReleasePoints command) {
        var reservation = loyaltyAccountState.reservation(command.redemptionId());
        if (reservation != null && reservation.state() == ReservationState.RESERVED) {
            record(new PointsReleased(
                    account,
                    command.redemptionId(),
                    reservation.points(),
                    command.reason(),
                    loyaltyAccountState.lots().settle(reservation.lots(), true),
                    BalanceUpdates.released(loyaltyAccountState.standing(), reservation.points())));
            expirePoints(command.at());
            recover();
        }
    }

    private void expirePoints(Instant at, LoyaltyPolicy policy) {
        expirePoints(at);
        review(at, policy, "review-" + at.getEpochSecond(), false);
    }

    private void expirePoints(Instant at) {
        var uses = loyaltyAccountState.lots().takeExpired(at);
        if (!uses.isEmpty()) {
            var over = Lots.sum(uses);
            record(new PointsExpired(
                    account, over, uses, BalanceUpdates.expired(loyaltyAccountState.standing(), over)));
        }
    }

    private void recover() {
        var uses = loyaltyAccountState
                .lots()
                .take(_ -> true, loyaltyAccountState.standing().owed(), false);
        if (!uses.isEmpty()) {
            var back = Lots.sum(uses);
            record(new PointsDebtSettled(
                    account, uses, BalanceUpdates.reversed(loyaltyAccountState.standing(), back, -back)));
        }
    }

    private void review(Instant at, LoyaltyPolicy policy, String cause, boolean takeBack) {
        new TierEvaluation(loyaltyAccountState, account, at, policy)
                .after(cause, takeBack)
                .forEachRemaining(this::record);
        recover();
    }

    private List<LotChange> takeSpendable(long wanted, Instant at, boolean reserve) {
        var uses = loyaltyAccountState.lots().take(lot -> lot.isSpendable(at), wanted, reserve);
        var spendable = Lots.sum(uses); // Where it is less than wanted, all there are were taken.
        if (wanted > spendable) {
            throw new CommandRejectedException(INSUFFICIENT_POINTS, Map.of("wanted", wanted, "spendable", spendable));
        }
        return uses;
    }

    private LoyaltyAccountEvent record(LoyaltyAccountEvent event) {
        recorder.accept(event);
        return event;
    }
}
