package io.packhouse.sandbox.money;

import org.jspecify.annotations.Nullable;

public record Charge(
        String id,
        long created,
        TestCard card,
        boolean captured,
        long amountCaptured,
        long amountRefunded,
        @Nullable CardFailure failure) {

    public boolean failed() {
        return failure != null;
    }

    public Charge captured(long amount) {
        return new Charge(id, created, card, true, amount, amountRefunded, failure);
    }

    public Charge refunded(long amount) {
        return new Charge(
                id, created, card, captured, amountCaptured, amountRefunded + amount, failure);
    }
}
