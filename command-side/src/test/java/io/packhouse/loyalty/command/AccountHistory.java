package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An account and its events, as in the event store: a rejected command leaves nothing behind.
final class AccountHistory {

    private final LoyaltyAccountId accountId;
    private final List<LoyaltyAccountEvent> events = new ArrayList<>();
    private LoyaltyAccountState loyaltyAccountState = new LoyaltyAccountState();

    AccountHistory(LoyaltyAccountId accountId) {
        this.accountId = accountId;
    }

    LoyaltyAccountState state() {
        return loyaltyAccountState;
    }

    List<LoyaltyAccountEvent> decide(LoyaltyCommand command) {
        var before = events.size();
        try {
            decide(new LoyaltyAccountDecider(accountId, loyaltyAccountState, this::record), command);
            return List.copyOf(events.subList(before, events.size()));
        } catch (CommandRejectedException commandRejectedException) {
            events.subList(before, events.size()).clear();
            loyaltyAccountState = new LoyaltyAccountState();
            events.forEach(loyaltyAccountState::evolve);
            return List.of();
        }
    }

    /// Every lot that was ever earned and is known to that state.
    List<Lot> lotsOf(LoyaltyAccountState other) {
        return events.stream()
                .filter(PointsEarned.class::isInstance)
                .map(event -> ((PointsEarned) event).lotId())
                .distinct()
                .map(other.lots()::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private void record(LoyaltyAccountEvent event) {
        events.add(event);
        loyaltyAccountState.evolve(event);
    }

    private static void decide(LoyaltyAccountDecider deciding, LoyaltyCommand command) {
        switch (command) {
            case AwardPurchasePoints c -> deciding.decide(c);
            case AwardActionPoints c -> deciding.decide(c);
            case AdjustPoints c -> deciding.decide(c);
            case ReservePoints c -> deciding.decide(c);
            case RedeemPoints c -> deciding.decide(c);
            case ReleasePoints c -> deciding.decide(c);
            case ExpirePoints c -> deciding.decide(c);
        }
    }
}
