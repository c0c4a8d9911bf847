package io.packhouse.payment.api;

import io.packhouse.shared.api.Refusal;

/// Why a payment may be refused to the person asking.
public enum PaymentRefusal implements Refusal {
    UNKNOWN_PAYMENT("There is no payment under that id.", Kind.NOT_FOUND),
    AMOUNT_CHANGED("That payment was requested before with another amount.", Kind.CONFLICT),
    NOT_UNDER_REVIEW("Nobody has to look at that payment.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    PaymentRefusal(String sentence, Kind kind) {
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
