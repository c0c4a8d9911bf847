package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.api.LoyaltyRefusal.REWARD_EXHAUSTED;
import static io.packhouse.loyalty.api.LoyaltyRefusal.REWARD_EXISTS;
import static io.packhouse.loyalty.api.LoyaltyRefusal.REWARD_RETIRED;
import static io.packhouse.loyalty.api.LoyaltyRefusal.UNKNOWN_REWARD;

import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.reward.RewardCommand.*;
import io.packhouse.loyalty.api.reward.RewardEvent;
import io.packhouse.loyalty.api.reward.RewardEvent.*;
import io.packhouse.loyalty.api.reward.RewardQuote;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State and decisions of one reward. Pure: commands in, events out.
final class RewardState {

    private @Nullable Offer first;
    private @Nullable Offer offer;
    private int version;
    private boolean retired;
    private final Set<RedemptionId> claimed = new HashSet<>();
    private final Set<RedemptionId> refused = new HashSet<>();

    List<RewardEvent> decide(OfferReward command) {
        var wanted =
                new Offer(command.name(), command.description(), command.points(), command.from(), command.maxClaims());
        if (first == null) {
            return List.of(new RewardOffered(command.rewardId(), 1, wanted));
        }
        if (first.equals(wanted)) {
            return List.of();
        }
        throw new CommandRejectedException(
                REWARD_EXISTS, Map.of("rewardId", command.rewardId().value()));
    }

    List<RewardEvent> decide(ReviseReward command) {
        current();
        requireOffered();
        var wanted =
                new Offer(command.name(), command.description(), command.points(), command.from(), command.maxClaims());
        return wanted.equals(offer) ? List.of() : List.of(new RewardRevised(command.rewardId(), version + 1, wanted));
    }

    List<RewardEvent> decide(RetireReward command) {
        current();
        return retired ? List.of() : List.of(new RewardRetired(command.rewardId()));
    }

    RewardQuote answer(QuoteReward command) {
        var now = current();
        requireOffered();
        if (isGone()) {
            throw new CommandRejectedException(REWARD_EXHAUSTED);
        }
        return new RewardQuote(command.rewardId(), version, now.points(), now.from());
    }

    List<RewardEvent> decide(ClaimReward command) {
        if (claimed.contains(command.redemptionId()) || refused.contains(command.redemptionId())) {
            return List.of(); // A repeat: the result is already recorded.
        }
        var why = first == null ? "UNKNOWN_REWARD" : retired ? "REWARD_RETIRED" : "REWARD_EXHAUSTED";
        return first == null || retired || isGone()
                ? List.of(new RewardClaimRefused(command.rewardId(), command.redemptionId(), command.accountId(), why))
                : List.of(new RewardClaimed(
                        command.rewardId(), command.redemptionId(), command.accountId(), claimed.size() + 1));
    }

    void evolve(RewardEvent event) {
        switch (event) {
            case RewardOffered e -> {
                first = e.offer();
                offer = e.offer();
                version = e.version();
            }
            case RewardRevised e -> {
                offer = e.offer();
                version = e.version();
            }
            case RewardRetired _ -> retired = true;
            case RewardClaimed e -> claimed.add(e.redemptionId());
            case RewardClaimRefused e -> refused.add(e.redemptionId());
        }
    }

    private boolean isGone() {
        return offer != null && offer.maxClaims() != null && claimed.size() >= offer.maxClaims();
    }

    private Offer current() {
        if (offer == null) {
            throw new CommandRejectedException(UNKNOWN_REWARD);
        }
        return offer;
    }

    private void requireOffered() {
        if (retired) {
            throw new CommandRejectedException(REWARD_RETIRED);
        }
    }
}
