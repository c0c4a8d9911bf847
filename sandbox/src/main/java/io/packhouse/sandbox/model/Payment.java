package io.packhouse.sandbox.model;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

public record Payment(
        String id,
        long created,
        PaymentTerms terms,
        Status status,
        @Nullable TestCard card,
        @Nullable Charge charge,
        @Nullable CardFailure lastError,
        @Nullable Cancellation cancellation)
        implements StoredObject {

    private static final long AUTHORIZATION_SECONDS = 7 * 24 * 3600;

    public enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_CONFIRMATION,
        REQUIRES_ACTION,
        PROCESSING,
        REQUIRES_CAPTURE,
        SUCCEEDED,
        CANCELED;

        private static final EnumSet<Status> CONFIRMABLE =
                EnumSet.of(REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION);

        public boolean mayConfirm() {
            return CONFIRMABLE.contains(this);
        }

        public boolean mayCancel() {
            return mayConfirm() || this == REQUIRES_CAPTURE;
        }
    }

    public static Payment begun(String id, long created, PaymentTerms terms) {
        return new Payment(id, created, terms, Status.REQUIRES_PAYMENT_METHOD, null, null, null, null);
    }

    public long captured() {
        return charge == null ? 0 : charge.amountCaptured();
    }

    public long refunded() {
        return charge == null ? 0 : charge.amountRefunded();
    }

    /// The amount that banks took back.
    public long lost() {
        return charge == null ? 0 : charge.amountLost();
    }

    public boolean wasAuthorized() {
        return charge != null && !charge.failed();
    }

    /// A card's authorization expires after seven days.
    public long authorizationExpiresAt() {
        return (charge == null ? created : charge.created()) + AUTHORIZATION_SECONDS;
    }

    public boolean isManual() {
        return terms.captureMethod() == CaptureMethod.MANUAL;
    }

    public Payment with(TestCard chosen) {
        return new Payment(id, created, terms, Status.REQUIRES_CONFIRMATION, chosen, charge, null, null);
    }

    public Payment awaiting(Status next, TestCard chosen) {
        return new Payment(id, created, terms, next, chosen, charge, null, null);
    }

    public Payment charged(String chargeId, long at, TestCard chosen) {
        var fresh = Charge.fresh(chargeId, at, chosen, null);
        var next = isManual() ? Status.REQUIRES_CAPTURE : Status.SUCCEEDED;
        var done = isManual() ? fresh : fresh.captured(terms.amount());
        return new Payment(id, created, terms, next, chosen, done, null, null);
    }

    public Payment failed(String chargeId, long at, TestCard chosen, CardFailure failure) {
        var attempt = Charge.fresh(chargeId, at, chosen, failure);
        return new Payment(id, created, terms, Status.REQUIRES_PAYMENT_METHOD, null, attempt, failure, null);
    }

    public Payment captured(long amount) {
        var taken = charge == null ? null : charge.captured(amount);
        return new Payment(id, created, terms, Status.SUCCEEDED, card, taken, null, null);
    }

    public Payment refunded(long amount) {
        var given = charge == null ? null : charge.refunded(amount);
        return new Payment(id, created, terms, status, card, given, lastError, cancellation);
    }

    public Payment disputed(long lost) {
        var disputedCharge = charge == null ? null : charge.disputed(lost);
        return new Payment(id, created, terms, status, card, disputedCharge, lastError, cancellation);
    }

    public Payment cancelled(String reason, long at) {
        return new Payment(id, created, terms, Status.CANCELED, card, charge, lastError, new Cancellation(reason, at));
    }
}
