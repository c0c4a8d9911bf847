package io.packhouse.payment.provider;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import io.packhouse.payment.api.ProviderWord;
import io.packhouse.payment.api.ProviderWord.State;
import org.jspecify.annotations.Nullable;

/// Stripe's states in our words. One reading for answers and for webhooks.
final class StripeWords {

    private StripeWords() {}

    static ProviderWord of(String source, PaymentIntent intent) {
        var state = state(intent);
        return new ProviderWord(
                source,
                state,
                intent.getId(),
                state == State.AUTHORIZED ? orZero(intent.getAmountCapturable()) : 0,
                state == State.CAPTURED ? orZero(intent.getAmountReceived()) : 0,
                refunded(intent.getLatestChargeObject()),
                state == State.OPEN ? failure(intent.getLastPaymentError()) : null);
    }

    static ProviderWord of(String source, Session session) {
        var expired = "expired".equals(session.getStatus());
        if (session.getPaymentIntentObject() != null) {
            var word = of(source, session.getPaymentIntentObject());
            return expired && word.state() == State.OPEN ? lapsed(source, null) : word;
        }
        return expired
                ? lapsed(source, null)
                : new ProviderWord(source, State.OPEN, null, 0, 0, 0, null);
    }

    static ProviderWord lapsed(String source, @Nullable String failure) {
        return new ProviderWord(source, State.LAPSED, null, 0, 0, 0, failure);
    }

    private static State state(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> State.CAPTURED;
            case "requires_capture" -> State.AUTHORIZED;
            case "processing" -> State.PROCESSING;
            // Without a charge nothing was ever held: its page closed.
            case "canceled" -> intent.getLatestCharge() == null ? State.LAPSED : State.VOIDED;
            default -> State.OPEN;
        };
    }

    private static @Nullable String failure(@Nullable StripeError error) {
        if (error == null) {
            return null;
        }
        var code = error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode();
        return code == null ? "declined" : code;
    }

    private static long refunded(@Nullable Charge charge) {
        return charge == null ? 0 : orZero(charge.getAmountRefunded());
    }

    private static long orZero(@Nullable Long amount) {
        return amount == null ? 0 : amount;
    }
}
