package io.packhouse.payment.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about payments.
public enum PaymentRefusal implements Refusal {
    UNKNOWN_PAYMENT("There is no payment with that id.", Kind.NOT_FOUND),
    AMOUNT_CHANGED("The payment was requested before with another amount.", Kind.CONFLICT),
    NOT_UNDER_REVIEW("The payment is not under review.", Kind.CONFLICT);

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
