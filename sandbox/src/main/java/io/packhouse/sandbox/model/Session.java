package io.packhouse.sandbox.model;

import org.jspecify.annotations.Nullable;

public record Session(
        String id,
        long created,
        SessionTerms terms,
        Status status,
        boolean paid,
        @Nullable String payment) implements StoredObject {

    public enum Status {
        OPEN,
        COMPLETE,
        EXPIRED
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    public Session attempted(String paymentId) {
        return new Session(id, created, terms, status, paid, paymentId);
    }

    public Session completed(boolean nowPaid) {
        return new Session(id, created, terms, Status.COMPLETE, nowPaid, payment);
    }

    public Session expired() {
        return new Session(id, created, terms, Status.EXPIRED, paid, payment);
    }
}
