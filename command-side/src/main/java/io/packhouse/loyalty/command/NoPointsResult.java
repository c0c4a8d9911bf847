package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.shared.api.Money;

/// A paid order that earned no points, and the rule that decided so.
final class NoPointsResult {

    private NoPointsResult() {}

    static NoPointsEarned by(AwardPurchasePoints command, LoyaltyAccountId account, AccountBalances accountBalances) {
        var net = command.parts().stream()
                .map(PurchaseLine::net)
                .reduce(Money.zero(command.total().currency()), Money::plus);
        var policy = command.policy();
        var rule = new EarningRule(
                policy.version(),
                accountBalances.tier(),
                policy.step(accountBalances.tier()).percent(),
                policy.minorPerPoint().getOrDefault(net.currency(), 0L),
                net);
        return new NoPointsEarned(account, command.order(), rule, accountBalances);
    }
}
