package io.packhouse.engine.idempotency;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request because of its Idempotency-Key.
public enum IdempotencyRefusal implements Refusal {
    KEY_IN_FLIGHT("A request with that Idempotency-Key is still running.", Kind.CONFLICT),
    KEY_REUSED("That Idempotency-Key was used for another request.", Kind.INVALID);

    private final String sentence;
    private final Kind kind;

    IdempotencyRefusal(String sentence, Kind kind) {
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
