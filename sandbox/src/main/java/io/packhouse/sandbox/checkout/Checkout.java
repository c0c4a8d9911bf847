package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.money.CardFailure;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.PaymentTerms;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.money.TestCard;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.StripeFailure;

/// What may happen to a session, on the pay page and off it.
public final class Checkout {

    private Checkout() {}

    /// Stripe makes the payment when the buyer first tries, not before.
    public static Session pay(Draft draft, Session session, TestCard card) {
        if (!session.isOpen()) return session;
        var attempted = attempt(draft, session);
        var before = draft.payment(String.valueOf(attempted.payment()));
        if (!before.status().mayConfirm()) return attempted;
        return follow(draft, attempted, Till.pay(draft, before, card));
    }

    public static Session answerStep(Draft draft, Session session, boolean granted) {
        if (!session.isOpen() || session.payment() == null) return session;
        var asking = draft.payment(session.payment());
        if (asking.status() != Payment.Status.REQUIRES_ACTION) return session;
        var after =
                granted
                        ? Till.charge(draft, asking, TestCard.ASKS)
                        : Till.decline(
                                draft, asking, TestCard.ASKS, CardFailure.notAuthenticated());
        return follow(draft, session, after);
    }

    private static Session attempt(Draft draft, Session session) {
        if (session.payment() != null) return session;
        var terms = session.terms();
        var payment =
                Payment.begun(
                        Ids.payment(),
                        draft.now(),
                        new PaymentTerms(
                                terms.amount(),
                                terms.currency(),
                                terms.captureMethod(),
                                terms.paymentMetadata(),
                                session.id()));
        draft.keep(payment, "payment_intent.created");
        var attempted = session.attempted(payment.id());
        draft.keep(attempted);
        return attempted;
    }

    private static Session follow(Draft draft, Session session, Payment payment) {
        return switch (payment.status()) {
            case REQUIRES_CAPTURE, PROCESSING -> complete(draft, session, false);
            case SUCCEEDED -> complete(draft, session, true);
            default -> session;
        };
    }

    /// Unpaid until the money is there, which for manual capture is after the capture.
    private static Session complete(Draft draft, Session session, boolean paid) {
        var complete = session.completed(paid);
        draft.keep(complete, "checkout.session.completed");
        return complete;
    }

    public static Session expire(Draft draft, Session session) {
        if (!session.isOpen()) {
            throw StripeFailure.refused(
                    "resource_already_exists",
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This"
                            + " Checkout Session has a status of "
                            + Json.word(session.status())
                            + ".");
        }
        if (session.payment() != null) {
            Till.cancel(draft, draft.payment(session.payment()), "automatic");
        }
        var expired = session.expired();
        draft.fact("session.expired");
        draft.keep(expired, "checkout.session.expired");
        return expired;
    }

    /// The slow card answers at last.
    public static Payment settle(Draft draft, Payment payment, boolean granted) {
        if (payment.status() != Payment.Status.PROCESSING) {
            throw Till.wrongState(payment, "settled", "processing");
        }
        var after =
                granted
                        ? Till.charge(draft, payment, TestCard.SLOW)
                        : Till.decline(draft, payment, TestCard.SLOW, CardFailure.declined());
        var sessionId = payment.terms().session();
        if (sessionId == null) return after;
        var session = draft.session(sessionId);
        var type =
                granted
                        ? "checkout.session.async_payment_succeeded"
                        : "checkout.session.async_payment_failed";
        draft.keep(session.completed(after.captured() > 0), type);
        return after;
    }
}
