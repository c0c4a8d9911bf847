package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.TestCard;
import java.time.Duration;
import java.util.List;

/// Transitions that time triggers: sessions and authorizations expire, slow cards and refunds
/// settle.
public final class ScheduledTransitions implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final Thread thread;

    public ScheduledTransitions(Ledger ledger) {
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("sandbox-clockwork").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var due = ledger.due(BATCH);
                if (due.isEmpty()) Thread.sleep(TICK);
                else ledger.write(RequestOrigin.INTERNAL, ledgerTransaction -> settle(ledgerTransaction, due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StoredResponse settle(LedgerTransaction ledgerTransaction, List<String> due) {
        for (var id : due) {
            ledgerTransaction.findSession(id).filter(Session::isOpen).ifPresent(s -> expire(ledgerTransaction, s));
            ledgerTransaction.findPayment(id).ifPresent(payment -> settle(ledgerTransaction, payment));
            ledgerTransaction.findRefund(id).ifPresent(refund -> settle(ledgerTransaction, refund));
        }
        ledgerTransaction.fact("time.passed");
        return new StoredResponse(200, "{}");
    }

    private static void expire(LedgerTransaction ledgerTransaction, Session session) {
        if (session.terms().expiresAt() <= ledgerTransaction.now())
            SessionOperations.expire(ledgerTransaction, session);
    }

    private static void settle(LedgerTransaction ledgerTransaction, Payment payment) {
        switch (payment.status()) {
            case PROCESSING -> SessionOperations.settle(ledgerTransaction, payment, true);
            case REQUIRES_CAPTURE -> {
                if (payment.authorizationExpiresAt() <= ledgerTransaction.now())
                    PaymentOperations.cancel(ledgerTransaction, payment, "automatic");
            }
            default -> {}
        }
    }

    private static void settle(LedgerTransaction ledgerTransaction, Refund refund) {
        if (refund.status() != Refund.Status.PENDING) return;
        var payment = ledgerTransaction.payment(refund.payment());
        boolean fails = payment.card() == TestCard.REFUND_FAILS;
        if (!fails) {
            ledgerTransaction.keep(refund.now(Refund.Status.SUCCEEDED), "refund.updated");
            return;
        }
        ledgerTransaction.keep(refund.now(Refund.Status.FAILED), "refund.updated", "refund.failed");
        ledgerTransaction.keep(payment.refunded(-refund.amount()));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
