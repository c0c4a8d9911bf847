package io.packhouse.sandbox.model;

/// A bank's claim to a charge, in whole or in part.
public record Dispute(
        String id,
        long created,
        String payment,
        String charge,
        long amount,
        String currency,
        Status status,
        String reason)
        implements StoredObject {

    public enum Status {
        NEEDS_RESPONSE,
        WON,
        LOST
    }

    public boolean isOpen() {
        return status == Status.NEEDS_RESPONSE;
    }

    public Dispute now(Status next) {
        return new Dispute(id, created, payment, charge, amount, currency, next, reason);
    }
}
