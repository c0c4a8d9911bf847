package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.CardFailure;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.PaymentTerms;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.TestCard;

/// The operations on a session, on the pay page and through the API.
public final class SessionOperations {

    private SessionOperations() {}

    /// Stripe creates the payment at the buyer's first attempt, not before.
    public static Session pay(LedgerTransaction ledgerTransaction, Session session, TestCard card) {
        if (!session.isOpen()) return session;
        var attempted = attempt(ledgerTransaction, session);
        var before = ledgerTransaction.payment(String.valueOf(attempted.payment()));
        if (!before.status().mayConfirm()) return attempted;
        return follow(ledgerTransaction, attempted, PaymentOperations.pay(ledgerTransaction, before, card));
    }

    public static Session answerStep(LedgerTransaction ledgerTransaction, Session session, boolean granted) {
        if (!session.isOpen() || session.payment() == null) return session;
        var asking = ledgerTransaction.payment(session.payment());
        if (asking.status() != Payment.Status.REQUIRES_ACTION) return session;
        var after = granted
                ? PaymentOperations.charge(ledgerTransaction, asking, TestCard.ASKS)
                : PaymentOperations.decline(ledgerTransaction, asking, TestCard.ASKS, CardFailure.notAuthenticated());
        return follow(ledgerTransaction, session, after);
    }

    private static Session attempt(LedgerTransaction ledgerTransaction, Session session) {
        if (session.payment() != null) return session;
        var terms = session.terms();
        var payment = Payment.begun(
                Ids.payment(),
                ledgerTransaction.now(),
                new PaymentTerms(
                        terms.amount(),
                        terms.currency(),
                        terms.captureMethod(),
                        terms.paymentMetadata(),
                        session.id()));
        ledgerTransaction.keep(payment, "payment_intent.created");
        var attempted = session.attempted(payment.id());
        ledgerTransaction.keep(attempted);
        return attempted;
    }

    private static Session follow(LedgerTransaction ledgerTransaction, Session session, Payment payment) {
        return switch (payment.status()) {
            case REQUIRES_CAPTURE, PROCESSING -> complete(ledgerTransaction, session, false);
            case SUCCEEDED -> complete(ledgerTransaction, session, true);
            default -> session;
        };
    }

    /// Unpaid until the money is captured; for manual capture that is later.
    private static Session complete(LedgerTransaction ledgerTransaction, Session session, boolean paid) {
        var complete = session.completed(paid);
        ledgerTransaction.keep(complete, "checkout.session.completed");
        return complete;
    }

    public static Session expire(LedgerTransaction ledgerTransaction, Session session) {
        if (!session.isOpen()) {
            throw StripeApiException.refused(
                    "resource_already_exists",
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This"
                            + " Checkout Session has a status of "
                            + Json.word(session.status())
                            + ".");
        }
        if (session.payment() != null) {
            PaymentOperations.cancel(ledgerTransaction, ledgerTransaction.payment(session.payment()), "automatic");
        }
        var expired = session.expired();
        ledgerTransaction.fact("session.expired");
        ledgerTransaction.keep(expired, "checkout.session.expired");
        return expired;
    }

    /// Settles the pending payment of a slow card.
    public static Payment settle(LedgerTransaction ledgerTransaction, Payment payment, boolean granted) {
        if (payment.status() != Payment.Status.PROCESSING) {
            throw PaymentOperations.wrongState(payment, "settled", "processing");
        }
        var after = granted
                ? PaymentOperations.charge(ledgerTransaction, payment, TestCard.SLOW)
                : PaymentOperations.decline(ledgerTransaction, payment, TestCard.SLOW, CardFailure.declined());
        var sessionId = payment.terms().session();
        if (sessionId == null) return after;
        var session = ledgerTransaction.session(sessionId);
        var type = granted ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed";
        ledgerTransaction.keep(session.completed(after.captured() > 0), type);
        return after;
    }
}
