package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;

/// The balances of an account after an event.
final class BalanceUpdates {

    private BalanceUpdates() {}

    static AccountBalances in(AccountBalances before, Tier tier) {
        return new AccountBalances(
                tier,
                before.available(),
                before.reserved(),
                before.owed(),
                before.earned(),
                before.spent(),
                before.expired(),
                before.reversed(),
                before.deducted());
    }

    static AccountBalances earned(AccountBalances before, long points) {
        return with(
                before,
                before.available() + points,
                before.reserved(),
                before.owed(),
                before.earned() + points,
                before.reversed());
    }

    /// `taken` points were taken back; `owedMore` could not be and stay owed.
    static AccountBalances reversed(AccountBalances before, long taken, long owedMore) {
        return with(
                before,
                before.available() - taken,
                before.reserved(),
                before.owed() + owedMore,
                before.earned(),
                before.reversed() + taken);
    }

    static AccountBalances reserved(AccountBalances before, long points) {
        return with(
                before,
                before.available() - points,
                before.reserved() + points,
                before.owed(),
                before.earned(),
                before.reversed());
    }

    static AccountBalances released(AccountBalances before, long points) {
        return reserved(before, -points);
    }

    static AccountBalances spent(AccountBalances before, long points) {
        return new AccountBalances(
                before.tier(),
                before.available(),
                before.reserved() - points,
                before.owed(),
                before.earned(),
                before.spent() + points,
                before.expired(),
                before.reversed(),
                before.deducted());
    }

    static AccountBalances expired(AccountBalances before, long points) {
        return new AccountBalances(
                before.tier(),
                before.available() - points,
                before.reserved(),
                before.owed(),
                before.earned(),
                before.spent(),
                before.expired() + points,
                before.reversed(),
                before.deducted());
    }

    static AccountBalances deducted(AccountBalances before, long points) {
        return new AccountBalances(
                before.tier(),
                before.available() - points,
                before.reserved(),
                before.owed(),
                before.earned(),
                before.spent(),
                before.expired(),
                before.reversed(),
                before.deducted() + points);
    }

    private static AccountBalances with(
            AccountBalances before, long available, long reserved, long owed, long earned, long reversed) {
        return new AccountBalances(
                before.tier(),
                available,
                reserved,
                owed,
                earned,
                before.spent(),
                before.expired(),
                reversed,
                before.deducted());
    }
}
