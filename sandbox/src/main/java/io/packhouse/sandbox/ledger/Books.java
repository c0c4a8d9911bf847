package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.Entry;
import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.journal.Place;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Kept;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the journal says, ready to be asked. Only the ledger touches it, under its lock.
public final class Books implements Reading {

    private final Shelf<Session> sessions = new Shelf<>();
    private final Shelf<Payment> payments = new Shelf<>();
    private final Shelf<Refund> refunds = new Shelf<>();
    private final Shelf<Dispute> disputes = new Shelf<>();
    private final Shelf<Notice> notices = new Shelf<>();
    private final Map<String, List<String>> refundsOf = new HashMap<>();
    private final Map<String, StoredAnswer> answers = new HashMap<>();
    private final Map<String, Notice> undelivered = new LinkedHashMap<>();
    private final Agenda agenda = new Agenda();
    private long number;

    List<Notice> apply(Entry entry, Place place) {
        number = entry.number();
        if (entry.about() != null) undelivered.remove(entry.about());
        entry.kept().forEach(value -> keep(value, entry.at() / 1000));
        var origin = entry.origin();
        if (origin.key() != null && origin.print() != null && entry.answer() != null) {
            answers.put(origin.key(), new StoredAnswer(origin.print(), entry.at(), place));
        }
        return tell(entry);
    }

    private void keep(Kept value, long now) {
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
        agenda.note(value, now);
    }

    private List<Notice> tell(Entry entry) {
        var told = new ArrayList<Notice>();
        for (var line : entry.notices()) {
            var subject = entry.kept().get(line.subject());
            var origin = new Origin(entry.origin().request(), entry.origin().key(), null);
            var notice =
                    new Notice(
                            line.id(),
                            entry.at() / 1000,
                            line.type(),
                            subject,
                            origin,
                            line.delivers());
            notices.put(notice.id(), notice);
            if (line.delivers()) undelivered.put(notice.id(), notice);
            told.add(notice);
        }
        return told;
    }

    long number() {
        return number;
    }

    Agenda agenda() {
        return agenda;
    }

    @Nullable StoredAnswer answer(String key) {
        return answers.get(key);
    }

    public List<Notice> undelivered() {
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

    /// There are few.
    @Override
    public List<Dispute> disputesOf(String payment) {
        return disputes.all().filter(dispute -> dispute.payment().equals(payment)).toList();
    }

    public Notice notice(String id) {
        return notices.find(id).orElseThrow(() -> StripeFailure.missing("event", id, "id"));
    }

    public Stream<Payment> allPayments() {
        return payments.all();
    }

    public Stream<Refund> allRefunds() {
        return refunds.all();
    }

    public Slice<Session> sessions(Cursor cursor, Predicate<Session> wanted) {
        return known(sessions.slice(cursor, wanted), cursor);
    }

    public Slice<Payment> payments(Cursor cursor, Predicate<Payment> wanted) {
        return known(payments.slice(cursor, wanted), cursor);
    }

    public Slice<Refund> refunds(Cursor cursor, Predicate<Refund> wanted) {
        return known(refunds.slice(cursor, wanted), cursor);
    }

    public Slice<Dispute> disputes(Cursor cursor, Predicate<Dispute> wanted) {
        return known(disputes.slice(cursor, wanted), cursor);
    }

    public Slice<Notice> notices(Cursor cursor, Predicate<Notice> wanted) {
        return known(notices.slice(cursor, wanted), cursor);
    }

    private static <T> Slice<T> known(@Nullable Slice<T> slice, Cursor cursor) {
        if (slice != null) return slice;
        boolean after = cursor.after() != null;
        var id = String.valueOf(after ? cursor.after() : cursor.before());
        throw StripeFailure.missing("object", id, after ? "starting_after" : "ending_before");
    }
}
