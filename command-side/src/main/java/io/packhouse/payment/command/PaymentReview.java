package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.Map;

/// Whether staff have to review a payment, or have settled its reversal.
final class PaymentReview {

    private boolean required;
    private boolean ended;

    void require(PaymentId id) {
        if (!required) {
            throw new CommandRejectedException(PaymentRefusal.NOT_UNDER_REVIEW, Map.of("paymentId", id.value()));
        }
    }

    /// A review settled before any reversal was requested does not count.
    boolean isEnded() {
        return ended;
    }

    /// Everything is refunded: no review is needed.
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
            default -> {} // Only events about reviews matter here; PaymentState handles all of
            // them.
        }
    }
}
