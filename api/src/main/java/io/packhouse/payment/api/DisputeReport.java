package io.packhouse.payment.api;

/// A provider's report about a dispute: the buyer's bank wants `amountMinor` of a payment back, in
/// minor units of the payment's currency.
public record DisputeReport(String disputeId, State state, long amountMinor, String reason) {

    public DisputeReport {
        if (amountMinor < 0) {
            throw new IllegalArgumentException("An amount must not be negative.");
        }
    }

    /// OPEN: the bank has not decided. WON: it decided for the shop. LOST: it decided for the
    /// buyer.
    public enum State {
        OPEN,
        WON,
        LOST
    }
}
