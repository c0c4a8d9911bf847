package io.packhouse.ordering.process;

import io.packhouse.shared.api.Money;

/// Amounts that the payment provider can charge: in currencies with three decimals Stripe rejects
/// amounts whose last digit is not 0.
final class ChargeableAmount {

    private ChargeableAmount() {}

    /// Rounds half up to an amount that can be charged.
    static Money nearest(Money amount) {
        var step = step(amount);
        return multiple(amount, Math.floorDiv(amount.amountMinor() + step / 2, step));
    }

    /// Half of an amount; an indivisible remainder goes to the other half.
    static Money halfOf(Money amount) {
        return multiple(amount, Math.floorDiv(amount.amountMinor(), 2 * step(amount)));
    }

    private static Money multiple(Money amount, long steps) {
        return new Money(Math.multiplyExact(steps, step(amount)), amount.currency());
    }

    private static long step(Money amount) {
        return amount.currency().getDefaultFractionDigits() == 3 ? 10 : 1;
    }
}
