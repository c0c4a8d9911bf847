package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.api.LoyaltyRefusal.ALREADY_OFFERED;
import static io.packhouse.loyalty.api.LoyaltyRefusal.REWARD_GONE;
import static io.packhouse.loyalty.api.LoyaltyRefusal.REWARD_RETIRED;
import static io.packhouse.loyalty.api.LoyaltyRefusal.UNKNOWN_REWARD;

import io.packhouse.loyalty.api.RedemptionId;
import io.packhouse.loyalty.api.RewardCommand.*;
import io.packhouse.loyalty.api.RewardEvent;
import io.packhouse.loyalty.api.RewardEvent.*;
import io.packhouse.loyalty.api.RewardQuote;
import io.packhouse.shared.api.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one reward knows and decides. Pure: commands in, events out, events in.
final class Prize {

    private @Nullable Offer first;
    private @Nullable Offer offer;
    private int version;
    private boolean retired;
    private final Set<RedemptionId> claimed = new HashSet<>();
    private final Set<RedemptionId> refused = new HashSet<>();

    List<RewardEvent> decide(OfferReward ask) {
        var wanted = new Offer(ask.name(), ask.description(), ask.points(), ask.from(), ask.most());
        if (first == null) {
            return List.of(new RewardOffered(ask.rewardId(), 1, wanted));
        }
        if (first.equals(wanted)) {
            return List.of();
        }
        throw new Refused(ALREADY_OFFERED, Map.of("rewardId", ask.rewardId().value()));
    }

    List<RewardEvent> decide(ReviseReward ask) {
        current();
        mustBeOffered();
        var wanted = new Offer(ask.name(), ask.description(), ask.points(), ask.from(), ask.most());
        return wanted.equals(offer)
                ? List.of()
                : List.of(new RewardRevised(ask.rewardId(), version + 1, wanted));
    }

    List<RewardEvent> decide(RetireReward ask) {
        current();
        return retired ? List.of() : List.of(new RewardRetired(ask.rewardId()));
    }

    RewardQuote answer(QuoteReward ask) {
        var now = current();
        mustBeOffered();
        if (isGone()) {
            throw new Refused(REWARD_GONE);
        }
        return new RewardQuote(ask.rewardId(), version, now.points(), now.from());
    }

    List<RewardEvent> decide(ClaimReward ask) {
        if (claimed.contains(ask.redemptionId()) || refused.contains(ask.redemptionId())) {
            return List.of(); // Answered before; the answer is in the log.
        }
        var why = first == null ? "UNKNOWN_REWARD" : retired ? "REWARD_RETIRED" : "REWARD_GONE";
        return first == null || retired || isGone()
                ? List.of(
                        new RewardClaimRefused(
                                ask.rewardId(), ask.redemptionId(), ask.accountId(), why))
                : List.of(
                        new RewardClaimed(
                                ask.rewardId(),
                                ask.redemptionId(),
                                ask.accountId(),
                                claimed.size() + 1));
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
        return offer != null && offer.most() != null && claimed.size() >= offer.most();
    }

    private Offer current() {
        if (offer == null) {
            throw new Refused(UNKNOWN_REWARD);
        }
        return offer;
    }

    private void mustBeOffered() {
        if (retired) {
            throw new Refused(REWARD_RETIRED);
        }
    }
}
