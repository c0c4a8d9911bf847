package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.NoticeLine;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Kept;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.wire.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A change that is being made. Nobody sees it before it is whole.
public final class Draft implements Reading {

    private final Books books;
    private final long now;
    private final Predicate<String> subscribed;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Kept> latest = new HashMap<>();
    private final List<NoticeLine> notices = new ArrayList<>();
    private String fact = "asked";

    Draft(Books books, long now, Predicate<String> subscribed) {
        this.books = books;
        this.now = now;
        this.subscribed = subscribed;
    }

    /// Seconds, as Stripe counts.
    public long now() {
        return now;
    }

    /// Keeps a value, and tells the world about it as it is at this moment.
    public void keep(Kept value, String... types) {
        kept.add(value);
        latest.put(value.id(), value);
        for (var type : types) {
            var line = new NoticeLine(Ids.notice(), type, kept.size() - 1, subscribed.test(type));
            notices.add(line);
        }
    }

    public void fact(String name) {
        fact = name;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    String fact() {
        return fact;
    }

    List<Kept> kept() {
        return kept;
    }

    List<NoticeLine> notices() {
        return notices;
    }

    @Override
    public Optional<Session> findSession(String id) {
        return latest.get(id) instanceof Session s ? Optional.of(s) : books.findSession(id);
    }

    @Override
    public Optional<Payment> findPayment(String id) {
        return latest.get(id) instanceof Payment p ? Optional.of(p) : books.findPayment(id);
    }

    @Override
    public Optional<Refund> findRefund(String id) {
        return latest.get(id) instanceof Refund r ? Optional.of(r) : books.findRefund(id);
    }

    @Override
    public Optional<Dispute> findDispute(String id) {
        return latest.get(id) instanceof Dispute d ? Optional.of(d) : books.findDispute(id);
    }

    @Override
    public List<Dispute> disputesOf(String payment) {
        var fresh =
                latest.values().stream()
                        .filter(v -> v instanceof Dispute d && d.payment().equals(payment))
                        .map(Dispute.class::cast);
        var known = books.disputesOf(payment).stream().filter(d -> !latest.containsKey(d.id()));
        return Stream.concat(known, fresh).toList();
    }

    @Override
    public List<Refund> refundsOf(String payment) {
        var fresh =
                latest.values().stream()
                        .filter(v -> v instanceof Refund r && r.payment().equals(payment))
                        .map(Refund.class::cast);
        var known = books.refundsOf(payment).stream().filter(r -> !latest.containsKey(r.id()));
        return Stream.concat(known, fresh).toList();
    }
}
