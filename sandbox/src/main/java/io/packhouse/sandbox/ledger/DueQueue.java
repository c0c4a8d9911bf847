package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Scheduled transitions by time. One that no longer applies has no effect.
final class DueQueue {

    private static final long REFUND_SECONDS = 3;

    private record DueItem(long at, String id) {}

    private final PriorityQueue<DueItem> appointments = new PriorityQueue<>(Comparator.comparingLong(DueItem::at));
    private long slowSeconds;

    /// Zero means that a slow card never settles by itself.
    void slowCardsAnswerAfter(long seconds) {
        slowSeconds = seconds;
    }

    void note(StoredObject value, long now) {
        switch (value) {
            case Session s
            when s.isOpen() && s.payment() == null -> meet(s.terms().expiresAt(), s.id());
            case Payment p
            when p.status() == Payment.Status.PROCESSING && slowSeconds > 0 -> meet(now + slowSeconds, p.id());
            case Payment p
            when p.status() == Payment.Status.REQUIRES_CAPTURE -> meet(p.authorizationExpiresAt(), p.id());
            case Refund r when r.status() == Refund.Status.PENDING -> meet(now + REFUND_SECONDS, r.id());
            default -> {}
        }
    }

    List<String> due(long now, int limit) {
        var due = new ArrayList<String>();
        while (due.size() < limit && !appointments.isEmpty()) {
            if (appointments.element().at() > now) break;
            due.add(appointments.remove().id());
        }
        return due;
    }

    private void meet(long at, String id) {
        appointments.add(new DueItem(at, id));
    }
}
