package io.packhouse.payment.api;

/// Why a person has to review a payment.
public enum ReviewReason {
    REVERSAL_REJECTED("The provider refuses to return the money."),
    AMOUNT_UNREADABLE("The provider reports an amount or currency that cannot be read."),
    REFUND_FAILED("A refund failed after the provider had accepted it; the buyer has not received it."),
    CONTRADICTED("The provider now reports another amount than the one that was captured.");

    private final String sentence;

    ReviewReason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
