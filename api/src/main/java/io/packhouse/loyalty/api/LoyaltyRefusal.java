package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Refusal;

/// Why somebody who asks about points is told no.
public enum LoyaltyRefusal implements Refusal {
    INSUFFICIENT_POINTS("There are not so many points that can be spent now.", Kind.CONFLICT),
    TIER_TOO_LOW("That reward is for a higher tier.", Kind.CONFLICT),
    UNKNOWN_ACCOUNT("Nobody has earned points under that id.", Kind.NOT_FOUND),
    UNKNOWN_ACTION("The programme does not reward that action.", Kind.INVALID),
    UNKNOWN_REWARD("There is no reward under that id.", Kind.NOT_FOUND),
    REWARD_RETIRED("That reward is no longer offered.", Kind.CONFLICT),
    REWARD_EXHAUSTED("None of that reward are left.", Kind.CONFLICT),
    REWARD_EXISTS("That id names another reward already.", Kind.CONFLICT);

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
