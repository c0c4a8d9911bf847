package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyAccountEvent.AccountBalances;
import io.packhouse.loyalty.api.Tier;

/// How an account stands after something happened to it.
final class BalanceUpdates {

    private BalanceUpdates() {}

    static AccountBalances in(AccountBalances s, Tier tier) {
        return new AccountBalances(
                tier,
                s.left(),
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted());
    }

    static AccountBalances earned(AccountBalances s, long points) {
        return with(s, s.left() + points, s.held(), s.owed(), s.earned() + points, s.reversed());
    }

    /// Took `taken` points that should not have been, and leaves `owedMore` of them open.
    static AccountBalances reversed(AccountBalances s, long taken, long owedMore) {
        return with(
                s,
                s.left() - taken,
                s.held(),
                s.owed() + owedMore,
                s.earned(),
                s.reversed() + taken);
    }

    static AccountBalances held(AccountBalances s, long points) {
        return with(s, s.left() - points, s.held() + points, s.owed(), s.earned(), s.reversed());
    }

    static AccountBalances released(AccountBalances s, long points) {
        return held(s, -points);
    }

    static AccountBalances spent(AccountBalances s, long points) {
        return new AccountBalances(
                s.tier(),
                s.left(),
                s.held() - points,
                s.owed(),
                s.earned(),
                s.spent() + points,
                s.expired(),
                s.reversed(),
                s.deducted());
    }

    static AccountBalances expired(AccountBalances s, long points) {
        return new AccountBalances(
                s.tier(),
                s.left() - points,
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired() + points,
                s.reversed(),
                s.deducted());
    }

    static AccountBalances deducted(AccountBalances s, long points) {
        return new AccountBalances(
                s.tier(),
                s.left() - points,
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted() + points);
    }

    private static AccountBalances with(
            AccountBalances s, long left, long held, long owed, long earned, long reversed) {
        return new AccountBalances(
                s.tier(), left, held, owed, earned, s.spent(), s.expired(), reversed, s.deducted());
    }
}
