package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.PaymentExpired;
import io.packhouse.payment.api.PaymentEvent.PaymentVoided;
import io.packhouse.payment.api.PaymentEvent.ReviewEnded;
import io.packhouse.payment.api.PaymentEvent.ReviewRequired;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.Map;

/// Whether a person has to look at a payment, or has settled what was to go back.
final class PaymentReview {

    private boolean required;
    private boolean ended;

    void require(PaymentId id) {
        if (!required) {
            throw new CommandRejectedException(
                    PaymentRefusal.NOT_UNDER_REVIEW, Map.of("paymentId", id.value()));
        }
    }

    /// What was settled before anything was to go back says nothing about that.
    boolean isEnded() {
        return ended;
    }

    /// All of the money is back: nothing is left to look at.
    void close() {
        required = false;
    }

    void evolve(PaymentEvent event, boolean givenUp) {
        switch (event) {
            case ReviewRequired _ -> required = true;
            case ReviewEnded _ -> {
                required = false;
                ended |= givenUp;
            }
            case PaymentVoided _, PaymentExpired _ -> close();
            default -> {} // Only what a person looks at counts here; Claim looks at every event.
        }
    }
}
