package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about points and rewards.
public enum LoyaltyRefusal implements Refusal {
    INSUFFICIENT_POINTS("The account does not have enough spendable points.", Kind.CONFLICT),
    TIER_TOO_LOW("The reward requires a higher tier.", Kind.CONFLICT),
    UNKNOWN_ACCOUNT("There is no loyalty account with that id.", Kind.NOT_FOUND),
    UNKNOWN_ACTION("The loyalty program does not reward that action.", Kind.INVALID),
    UNKNOWN_REWARD("There is no reward with that id.", Kind.NOT_FOUND),
    REWARD_RETIRED("The reward is no longer offered.", Kind.CONFLICT),
    REWARD_EXHAUSTED("The reward is sold out.", Kind.CONFLICT),
    REWARD_EXISTS("Another reward already has that id.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    LoyaltyRefusal(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
