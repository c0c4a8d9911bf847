package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyAccountEvent.NothingEarned;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.Rule;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.Standing;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.CreditPurchase;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent.Part;
import io.packhouse.shared.api.Money;

/// A paid order that was not worth a point, and by which rule.
final class Unearned {

    private Unearned() {}

    static NothingEarned by(CreditPurchase ask, LoyaltyAccountId account, Standing standing) {
        var net =
                ask.parts().stream()
                        .map(Part::net)
                        .reduce(Money.zero(ask.total().currency()), Money::plus);
        var policy = ask.policy();
        var rule =
                new Rule(
                        policy.version(),
                        standing.tier(),
                        policy.step(standing.tier()).percent(),
                        policy.minorPerPoint().getOrDefault(net.currency(), 0L),
                        net);
        return new NothingEarned(account, ask.order(), rule, standing);
    }
}
