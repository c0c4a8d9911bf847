package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.Entry;
import io.packhouse.sandbox.journal.FilePosition;
import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state derived from the journal. Only the ledger uses it, under its lock.
public final class LedgerState implements LedgerView {

    private final InsertionOrderedStore<Session> sessions = new InsertionOrderedStore<>();
    private final InsertionOrderedStore<Payment> payments = new InsertionOrderedStore<>();
    private final InsertionOrderedStore<Refund> refunds = new InsertionOrderedStore<>();
    private final InsertionOrderedStore<Dispute> disputes = new InsertionOrderedStore<>();
    private final InsertionOrderedStore<StripeEvent> notices = new InsertionOrderedStore<>();
    private final Map<String, List<String>> refundsOf = new HashMap<>();
    private final Map<String, StoredAnswer> answers = new HashMap<>();
    private final Map<String, StripeEvent> undelivered = new LinkedHashMap<>();
    private final DueQueue dueQueue = new DueQueue();
    private long number;

    List<StripeEvent> apply(Entry entry, FilePosition filePosition) {
        number = entry.number();
        if (entry.about() != null) undelivered.remove(entry.about());
        entry.kept().forEach(value -> keep(value, entry.at() / 1000));
        var origin = entry.origin();
        if (origin.key() != null && origin.print() != null && entry.answer() != null) {
            answers.put(origin.key(), new StoredAnswer(origin.print(), entry.at(), filePosition));
        }
        return addEvents(entry);
    }

    private void keep(StoredObject value, long now) {
        switch (value) {
            case Session session -> sessions.put(session.id(), session);
            case Payment payment -> payments.put(payment.id(), payment);
            case Refund refund -> {
                if (refunds.find(refund.id()).isEmpty()) {
                    refundsOf
                            .computeIfAbsent(refund.payment(), _ -> new ArrayList<>())
                            .add(refund.id());
                }
                refunds.put(refund.id(), refund);
            }
            case Dispute dispute -> disputes.put(dispute.id(), dispute);
        }
        dueQueue.note(value, now);
    }

    private List<StripeEvent> addEvents(Entry entry) {
        var newEvents = new ArrayList<StripeEvent>();
        for (var line : entry.notices()) {
            var subject = entry.kept().get(line.subject());
            var origin =
                    new RequestOrigin(entry.origin().request(), entry.origin().key(), null);
            var notice = new StripeEvent(line.id(), entry.at() / 1000, line.type(), subject, origin, line.delivers());
            notices.put(notice.id(), notice);
            if (line.delivers()) undelivered.put(notice.id(), notice);
            newEvents.add(notice);
        }
        return newEvents;
    }

    long number() {
        return number;
    }

    DueQueue agenda() {
        return dueQueue;
    }

    @Nullable
    StoredAnswer answer(String key) {
        return answers.get(key);
    }

    public List<StripeEvent> undelivered() {
        return List.copyOf(undelivered.values());
    }

    public boolean isUndelivered(String noticeId) {
        return undelivered.containsKey(noticeId);
    }

    @Override
    public Optional<Session> findSession(String id) {
        return sessions.find(id);
    }

    @Override
    public Optional<Payment> findPayment(String id) {
        return payments.find(id);
    }

    @Override
    public Optional<Refund> findRefund(String id) {
        return refunds.find(id);
    }

    @Override
    public List<Refund> refundsOf(String payment) {
        return refundsOf.getOrDefault(payment, List.of()).stream()
                .map(id -> refunds.find(id).orElseThrow())
                .toList();
    }

    @Override
    public Optional<Dispute> findDispute(String id) {
        return disputes.find(id);
    }

    /// A linear search: there are few.
    @Override
    public List<Dispute> disputesOf(String payment) {
        return disputes.all()
                .filter(dispute -> dispute.payment().equals(payment))
                .toList();
    }

    public StripeEvent notice(String id) {
        return notices.find(id).orElseThrow(() -> StripeApiException.missing("event", id, "id"));
    }

    public Stream<Payment> allPayments() {
        return payments.all();
    }

    public Stream<Refund> allRefunds() {
        return refunds.all();
    }

    public ListPage<Session> sessions(Cursor cursor, Predicate<Session> wanted) {
        return known(sessions.slice(cursor, wanted), cursor);
    }

    public ListPage<Payment> payments(Cursor cursor, Predicate<Payment> wanted) {
        return known(payments.slice(cursor, wanted), cursor);
    }

    public ListPage<Refund> refunds(Cursor cursor, Predicate<Refund> wanted) {
        return known(refunds.slice(cursor, wanted), cursor);
    }

    public ListPage<Dispute> disputes(Cursor cursor, Predicate<Dispute> wanted) {
        return known(disputes.slice(cursor, wanted), cursor);
    }

    public ListPage<StripeEvent> notices(Cursor cursor, Predicate<StripeEvent> wanted) {
        return known(notices.slice(cursor, wanted), cursor);
    }

    private static <T> ListPage<T> known(@Nullable ListPage<T> listPage, Cursor cursor) {
        if (listPage != null) return listPage;
        boolean after = cursor.after() != null;
        var id = String.valueOf(after ? cursor.after() : cursor.before());
        throw StripeApiException.missing("object", id, after ? "starting_after" : "ending_before");
    }
}
