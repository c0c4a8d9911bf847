package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.api.LoyaltyRefusal.INSUFFICIENT_POINTS;
import static io.packhouse.loyalty.api.LoyaltyRefusal.TIER_TOO_LOW;
import static io.packhouse.loyalty.api.LoyaltyRefusal.UNKNOWN_ACTION;

import io.packhouse.loyalty.api.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.*;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.PointsSource;
import io.packhouse.loyalty.command.Points.HoldState;
import io.packhouse.shared.api.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One command thought through on a copy of the account, event by event. Points whose time is over
/// go first, whatever is asked, so that a late timer costs nobody anything.
final class Decision {

    private final LoyaltyAccountId account;
    private final Points points;
    private final List<LoyaltyAccountEvent> events = new ArrayList<>();

    private Decision(LoyaltyAccountId account, Points points) {
        this.account = account;
        this.points = points;
    }

    /// What follows for that account when `decide` is asked; the points themselves stay as they
    /// are.
    static List<LoyaltyAccountEvent> on(
            LoyaltyAccountId account, Points points, Consumer<Decision> decide) {
        var decision = new Decision(account, points.copy());
        decide.accept(decision);
        return decision.events;
    }

    void decide(ExpirePoints ask) {
        lapse(ask.at(), ask.policy());
    }

    void decide(CreditPurchase ask) {
        var isNew = !points.hasEarned(PointsSource.PURCHASE, ask.order());
        if (!isNew && ask.refunded().amountMinor() <= points.refundedOf(ask.order())) {
            return;
        }
        lapse(ask.at(), ask.policy());
        if (isNew) {
            var earning = new Earning(points, account, ask.policy());
            ask.parts().forEach(part -> earning.of(ask, part).ifPresent(this::record));
            if (!points.hasEarned(PointsSource.PURCHASE, ask.order())) {
                record(Unearned.by(ask, account, points.standing()));
            }
            recover();
            review(ask.at(), ask.policy(), ask.order(), false);
        }
        if (new Reversal(points, account).of(ask).map(this::record).isPresent()) {
            review(ask.at(), ask.policy(), ask.order(), true);
        }
    }

    void decide(RewardAction ask) {
        var worth = ask.policy().actions().get(ask.action());
        if (worth == null) {
            throw new Refused(
                    UNKNOWN_ACTION,
                    Map.of("known", ask.policy().actions().keySet().stream().sorted().toList()));
        }
        var reference = ask.action() + "." + ask.reference();
        if (points.hasEarned(PointsSource.ACTION, reference)) {
            return;
        }
        lapse(ask.at(), ask.policy());
        new Earning(points, account, ask.policy())
                .of(ask, reference, worth)
                .ifPresent(this::record);
        recover();
        review(ask.at(), ask.policy(), reference, false);
    }

    void decide(AdjustPoints ask) {
        var reference = ask.adjustmentId().value();
        if (points.hasEarned(PointsSource.ADJUSTMENT, reference)
                || points.hasDeducted(ask.adjustmentId())) {
            return;
        }
        lapse(ask.at(), ask.policy());
        if (ask.points() > 0) {
            record(new Earning(points, account, ask.policy()).of(ask));
            recover();
        } else if (ask.points() < 0) {
            var wanted = -ask.points();
            mustHave(wanted, ask.at());
            var uses = points.lots().take(lot -> lot.isSpendable(ask.at()), wanted, false);
            record(
                    new PointsDeducted(
                            account,
                            ask.adjustmentId(),
                            wanted,
                            ask.reason(),
                            uses,
                            Tally.deducted(points.standing(), wanted)));
        }
    }

    void decide(ReservePoints ask) {
        if (points.hold(ask.redemptionId()) != null) {
            return;
        }
        lapse(ask.at());
        var reward = ask.reward();
        if (points.standing().tier().compareTo(reward.from()) < 0) {
            throw new Refused(
                    TIER_TOO_LOW, Map.of("tier", points.standing().tier(), "from", reward.from()));
        }
        mustHave(reward.points(), ask.at());
        record(
                new PointsReserved(
                        account,
                        ask.redemptionId(),
                        reward.rewardId(),
                        reward.version(),
                        reward.points(),
                        points.lots().take(l -> l.isSpendable(ask.at()), reward.points(), true),
                        Tally.held(points.standing(), reward.points())));
    }

    void decide(SpendPoints ask) {
        var hold = points.hold(ask.redemptionId());
        if (hold == null || hold.state() == HoldState.RELEASED) {
            record(new SpendingRefused(account, ask.redemptionId(), points.standing()));
        } else if (hold.state() == HoldState.HELD) {
            record(
                    new PointsSpent(
                            account,
                            ask.redemptionId(),
                            hold.points(),
                            points.lots().settle(hold.lots(), false),
                            Tally.spent(points.standing(), hold.points())));
        }
    }

    void decide(ReleasePoints ask) {
        var hold = points.hold(ask.redemptionId());
        if (hold != null && hold.state() == HoldState.HELD) {
            record(
                    new PointsReleased(
                            account,
                            ask.redemptionId(),
                            hold.points(),
                            ask.reason(),
                            points.lots().settle(hold.lots(), true),
                            Tally.released(points.standing(), hold.points())));
            lapse(ask.at());
            recover();
        }
    }

    private void lapse(Instant at, LoyaltyPolicy policy) {
        lapse(at);
        review(at, policy, "review-" + at.getEpochSecond(), false);
    }

    private void lapse(Instant at) {
        var uses = points.lots().take(lot -> lot.isOver(at), Long.MAX_VALUE, false);
        if (!uses.isEmpty()) {
            var over = Lots.sum(uses);
            record(new PointsExpired(account, over, uses, Tally.expired(points.standing(), over)));
        }
    }

    private void recover() {
        var uses = points.lots().take(_ -> true, points.standing().owed(), false);
        if (!uses.isEmpty()) {
            var back = Lots.sum(uses);
            record(
                    new PointsRecovered(
                            account, uses, Tally.reversed(points.standing(), back, -back)));
        }
    }

    private void review(Instant at, LoyaltyPolicy policy, String cause, boolean takeBack) {
        new TierReview(points, account, at, policy)
                .after(cause, takeBack)
                .forEachRemaining(this::record);
        recover();
    }

    private void mustHave(long wanted, Instant at) {
        var there = points.lots().spendable(at);
        if (wanted > there) {
            throw new Refused(INSUFFICIENT_POINTS, Map.of("wanted", wanted, "spendable", there));
        }
    }

    private LoyaltyAccountEvent record(LoyaltyAccountEvent event) {
        events.add(event);
        points.evolve(event);
        return event;
    }
}
