package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.EventRecord;
import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A change in progress. It becomes visible only as a whole.
public final class LedgerTransaction implements LedgerView {

    private final LedgerState ledgerState;
    private final long now;
    private final Predicate<String> subscribed;
    private final List<StoredObject> kept = new ArrayList<>();
    private final Map<String, StoredObject> latest = new HashMap<>();
    private final List<EventRecord> notices = new ArrayList<>();
    private String fact = "asked";

    LedgerTransaction(LedgerState ledgerState, long now, Predicate<String> subscribed) {
        this.ledgerState = ledgerState;
        this.now = now;
        this.subscribed = subscribed;
    }

    /// In seconds, as Stripe counts.
    public long now() {
        return now;
    }

    /// Stores a value, and emits events of these types with its current state.
    public void keep(StoredObject value, String... types) {
        kept.add(value);
        latest.put(value.id(), value);
        for (var type : types) {
            var line = new EventRecord(Ids.notice(), type, kept.size() - 1, subscribed.test(type));
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

    List<StoredObject> kept() {
        return kept;
    }

    List<EventRecord> notices() {
        return notices;
    }

    @Override
    public Optional<Session> findSession(String id) {
        return latest.get(id) instanceof Session s ? Optional.of(s) : ledgerState.findSession(id);
    }

    @Override
    public Optional<Payment> findPayment(String id) {
        return latest.get(id) instanceof Payment p ? Optional.of(p) : ledgerState.findPayment(id);
    }

    @Override
    public Optional<Refund> findRefund(String id) {
        return latest.get(id) instanceof Refund r ? Optional.of(r) : ledgerState.findRefund(id);
    }

    @Override
    public Optional<Dispute> findDispute(String id) {
        return latest.get(id) instanceof Dispute d ? Optional.of(d) : ledgerState.findDispute(id);
    }

    @Override
    public List<Dispute> disputesOf(String payment) {
        var fresh = latest.values().stream()
                .filter(v -> v instanceof Dispute d && d.payment().equals(payment))
                .map(Dispute.class::cast);
        var known = ledgerState.disputesOf(payment).stream().filter(d -> !latest.containsKey(d.id()));
        return Stream.concat(known, fresh).toList();
    }

    @Override
    public List<Refund> refundsOf(String payment) {
        var fresh = latest.values().stream()
                .filter(v -> v instanceof Refund r && r.payment().equals(payment))
                .map(Refund.class::cast);
        var known = ledgerState.refundsOf(payment).stream().filter(r -> !latest.containsKey(r.id()));
        return Stream.concat(known, fresh).toList();
    }
}
