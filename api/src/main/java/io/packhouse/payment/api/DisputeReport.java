package io.packhouse.payment.api;

/// What a provider says about a dispute: the buyer's bank wants `amountMinor` of a payment back, in
/// minor units of the payment's currency.
public record DisputeReport(String disputeId, State state, long amountMinor, String reason) {

    public DisputeReport {
        if (amountMinor < 0) {
            throw new IllegalArgumentException("An amount is never negative.");
        }
    }

    /// OPEN: the bank has not decided. WON: it decided for us. LOST: it decided for the buyer.
    public enum State {
        OPEN,
        WON,
        LOST
    }
}
