package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import java.util.List;
import java.util.Optional;

/// Lookups in the committed state or in a change in progress.
public interface LedgerView {

    Optional<Session> findSession(String id);

    Optional<Payment> findPayment(String id);

    Optional<Refund> findRefund(String id);

    List<Refund> refundsOf(String payment);

    Optional<Dispute> findDispute(String id);

    List<Dispute> disputesOf(String payment);

    default Session session(String id) {
        return findSession(id).orElseThrow(() -> StripeApiException.missing("checkout.session", id, "session"));
    }

    default Payment payment(String id) {
        return findPayment(id).orElseThrow(() -> StripeApiException.missing("payment_intent", id, "intent"));
    }

    default Dispute dispute(String id) {
        return findDispute(id).orElseThrow(() -> StripeApiException.missing("dispute", id, "id"));
    }

    default Refund refund(String id) {
        return findRefund(id).orElseThrow(() -> StripeApiException.missing("refund", id, "id"));
    }
}
