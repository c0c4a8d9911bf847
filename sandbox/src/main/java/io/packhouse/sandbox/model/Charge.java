package io.packhouse.sandbox.model;

import org.jspecify.annotations.Nullable;

public record Charge(
        String id,
        long created,
        TestCard card,
        boolean captured,
        long amountCaptured,
        long amountRefunded,
        @Nullable CardFailure failure,
        boolean disputed,
        long amountLost) {

    public static Charge fresh(String id, long created, TestCard card, @Nullable CardFailure failure) {
        return new Charge(id, created, card, false, 0, 0, failure, false, 0);
    }

    public boolean failed() {
        return failure != null;
    }

    public Charge captured(long amount) {
        return new Charge(id, created, card, true, amount, amountRefunded, failure, disputed, amountLost);
    }

    public Charge refunded(long amount) {
        var total = amountRefunded + amount;
        return new Charge(id, created, card, captured, amountCaptured, total, failure, disputed, amountLost);
    }

    /// It stays disputed, even after the bank has decided.
    public Charge disputed(long lost) {
        var total = amountLost + lost;
        return new Charge(id, created, card, captured, amountCaptured, amountRefunded, failure, true, total);
    }
}
