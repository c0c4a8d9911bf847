package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.List;
import java.util.Optional;

/// Looking things up, in the books or in a change that is being made.
public interface Reading {

    Optional<Session> findSession(String id);

    Optional<Payment> findPayment(String id);

    Optional<Refund> findRefund(String id);

    List<Refund> refundsOf(String payment);

    Optional<Dispute> findDispute(String id);

    List<Dispute> disputesOf(String payment);

    default Session session(String id) {
        return findSession(id)
                .orElseThrow(() -> StripeFailure.missing("checkout.session", id, "session"));
    }

    default Payment payment(String id) {
        return findPayment(id)
                .orElseThrow(() -> StripeFailure.missing("payment_intent", id, "intent"));
    }

    default Dispute dispute(String id) {
        return findDispute(id).orElseThrow(() -> StripeFailure.missing("dispute", id, "id"));
    }

    default Refund refund(String id) {
        return findRefund(id).orElseThrow(() -> StripeFailure.missing("refund", id, "id"));
    }
}
