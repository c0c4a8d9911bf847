package io.packhouse.sandbox.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

public record Refund(
        String id,
        long created,
        String payment,
        String charge,
        long amount,
        String currency,
        Status status,
        @Nullable String reason,
        Map<String, String> metadata)
        implements StoredObject {

    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    public Refund now(Status next) {
        return new Refund(id, created, payment, charge, amount, currency, next, reason, metadata);
    }

    public Refund described(Map<String, String> words) {
        return new Refund(id, created, payment, charge, amount, currency, status, reason, words);
    }
}
