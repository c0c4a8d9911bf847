package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.money.TestCard;
import java.time.Duration;
import java.util.List;

/// What happens by itself: sessions expire, authorizations lapse, slow cards and refunds settle.
public final class Clockwork implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final Thread thread;

    public Clockwork(Ledger ledger) {
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("sandbox-clockwork").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var due = ledger.due(BATCH);
                if (due.isEmpty()) Thread.sleep(TICK);
                else ledger.write(Origin.NOBODY, draft -> settle(draft, due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer settle(Draft draft, List<String> due) {
        for (var id : due) {
            draft.findSession(id).filter(Session::isOpen).ifPresent(s -> expire(draft, s));
            draft.findPayment(id).ifPresent(payment -> settle(draft, payment));
            draft.findRefund(id).ifPresent(refund -> settle(draft, refund));
        }
        draft.fact("time.passed");
        return new Answer(200, "{}");
    }

    private static void expire(Draft draft, Session session) {
        if (session.terms().expiresAt() <= draft.now()) Checkout.expire(draft, session);
    }

    private static void settle(Draft draft, Payment payment) {
        switch (payment.status()) {
            case PROCESSING -> Checkout.settle(draft, payment, true);
            case REQUIRES_CAPTURE -> {
                if (payment.lapses() <= draft.now()) Till.cancel(draft, payment, "automatic");
            }
            default -> {}
        }
    }

    private static void settle(Draft draft, Refund refund) {
        if (refund.status() != Refund.Status.PENDING) return;
        var payment = draft.payment(refund.payment());
        boolean fails = payment.card() == TestCard.REFUND_FAILS;
        if (!fails) {
            draft.keep(refund.now(Refund.Status.SUCCEEDED), "refund.updated");
            return;
        }
        draft.keep(refund.now(Refund.Status.FAILED), "refund.updated", "refund.failed");
        draft.keep(payment.refunded(-refund.amount()));
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
