package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether the account keeps its tier, and which bonuses a change of tier adds or takes back.
final class TierEvaluation {

    private final LoyaltyAccountState loyaltyAccountState;
    private final LoyaltyAccountId account;
    private final Instant at;
    private final LoyaltyPolicy policy;

    TierEvaluation(
            LoyaltyAccountState loyaltyAccountState, LoyaltyAccountId account, Instant at, LoyaltyPolicy policy) {
        this.loyaltyAccountState = loyaltyAccountState;
        this.account = account;
        this.at = at;
        this.policy = policy;
    }

    /// Lazy, because each event depends on the one before it. A bonus is given once per tier and
    /// taken back only when a refund causes the loss of the tier.
    Iterator<LoyaltyAccountEvent> after(String cause, boolean takeBack) {
        var earned = loyaltyAccountState.lots().countingForTier(at);
        var from = loyaltyAccountState.standing().tier();
        var to = policy.reachedWith(earned);
        if (to == from) {
            return Stream.<LoyaltyAccountEvent>of().iterator();
        }
        Stream<Supplier<LoyaltyAccountEvent>> change = Stream.of(() -> changed(from, to, earned));
        return Stream.concat(change, to.compareTo(from) > 0 ? gains(cause, to) : losses(to, takeBack))
                .map(Supplier::get)
                .iterator();
    }

    private Stream<Supplier<LoyaltyAccountEvent>> gains(String cause, Tier to) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.compareTo(to) <= 0)
                .filter(tier -> policy.step(tier).bonus() > 0 && loyaltyAccountState.bonusOf(tier) == null)
                .map(tier -> () -> new PointsCalculator(loyaltyAccountState, account, policy).ofBonus(tier, cause, at));
    }

    private Stream<Supplier<LoyaltyAccountEvent>> losses(Tier to, boolean takeBack) {
        return Arrays.stream(Tier.values())
                .filter(tier -> takeBack && tier.compareTo(to) > 0)
                .filter(tier -> loyaltyAccountState.bonusOf(tier) != null)
                .map(tier -> () -> new Reversal(loyaltyAccountState, account).ofBonus(tier, lot(tier)));
    }

    private LotId lot(Tier tier) {
        var lot = loyaltyAccountState.bonusOf(tier);
        if (lot == null) {
            throw new IllegalStateException("There is no bonus of " + tier);
        }
        return lot;
    }

    private TierChanged changed(Tier from, Tier to, long earned) {
        return new TierChanged(
                account,
                from,
                to,
                earned,
                policy.step(to).threshold(),
                policy.version(),
                BalanceUpdates.in(loyaltyAccountState.standing(), to));
    }
}
