package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.Entry;
import io.packhouse.sandbox.journal.FilePosition;
import io.packhouse.sandbox.journal.Journal;
import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.StripeApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The only access to the provider's state. A change is decided under a short lock, and its
/// response is returned once it is on disk.
public final class Ledger implements AutoCloseable {

    private static final long KEY_LIFE_MILLIS = 24L * 3600 * 1000;

    private final Clock clock;
    private final Predicate<String> subscribed;
    private final LedgerState ledgerState = new LedgerState();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<List<StripeEvent>>> listeners = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private long end;

    private Ledger(Path path, Clock clock, Predicate<String> subscribed, long slowSeconds) throws IOException {
        this.clock = clock;
        this.subscribed = subscribed;
        ledgerState.agenda().slowCardsAnswerAfter(slowSeconds);
        Files.createDirectories(path.toAbsolutePath().getParent());
        journal = Journal.open(path, this::replay);
    }

    public static Ledger open(Path path, Clock clock, Predicate<String> subscribed, long slowSeconds) {
        try {
            return new Ledger(path, clock, subscribed, slowSeconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replay(Entry entry, FilePosition filePosition) {
        ledgerState.apply(entry, filePosition);
        end = filePosition.end();
    }

    /// Called with new events, after they are on disk.
    public void listen(Consumer<List<StripeEvent>> listener) {
        listeners.add(listener);
    }

    /// Reads, and returns only durable state.
    public <T> T read(Function<LedgerState, T> question) {
        T storedResponse;
        long upTo;
        lock.lock();
        try {
            storedResponse = question.apply(ledgerState);
            upTo = end;
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(upTo);
        return storedResponse;
    }

    public StoredResponse write(RequestOrigin requestOrigin, Function<LedgerTransaction, StoredResponse> work) {
        StoredResponse storedResponse;
        long upTo;
        List<StripeEvent> newEvents = List.of();
        lock.lock();
        try {
            var ledgerTransaction = new LedgerTransaction(ledgerState, clock.millis() / 1000, subscribed);
            try {
                storedResponse = work.apply(ledgerTransaction);
            } catch (StripeApiException refusal) {
                if (!refusal.isKept()) throw refusal;
                storedResponse = refusal.answer();
                ledgerTransaction = new LedgerTransaction(ledgerState, ledgerTransaction.now(), subscribed);
                ledgerTransaction.fact("refused");
            }
            if (!ledgerTransaction.isEmpty() || requestOrigin.key() != null) {
                newEvents = append(entry(requestOrigin, ledgerTransaction, storedResponse));
            }
            upTo = end;
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(upTo);
        if (!newEvents.isEmpty()) for (var listener : listeners) listener.accept(newEvents);
        return storedResponse;
    }

    private Entry entry(
            RequestOrigin requestOrigin, LedgerTransaction ledgerTransaction, StoredResponse storedResponse) {
        return new Entry(
                ledgerState.number() + 1,
                clock.millis(),
                ledgerTransaction.fact(),
                null,
                ledgerTransaction.kept(),
                ledgerTransaction.notices(),
                requestOrigin,
                requestOrigin.key() == null ? null : storedResponse);
    }

    private List<StripeEvent> append(Entry entry) {
        var filePosition = journal.append(entry);
        end = filePosition.end();
        return ledgerState.apply(entry, filePosition);
    }

    /// Records the delivery status of an event. It is not awaited: delivering twice is allowed,
    /// losing an event is not.
    public void settle(String noticeId, String fact) {
        lock.lock();
        try {
            if (!ledgerState.isUndelivered(noticeId)) return;
            append(new Entry(
                    ledgerState.number() + 1,
                    clock.millis(),
                    fact,
                    noticeId,
                    List.of(),
                    List.of(),
                    RequestOrigin.INTERNAL,
                    null));
        } finally {
            lock.unlock();
        }
    }

    /// The response stored under this key, if it is younger than a day.
    public Optional<StoredResponse> answerOf(String key, String print) {
        var stored = read(all -> {
            var found = Optional.ofNullable(all.answer(key));
            return found.filter(a -> a.at() > clock.millis() - KEY_LIFE_MILLIS);
        });
        if (stored.isPresent() && !stored.get().print().equals(print)) {
            throw StripeApiException.of(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they"
                            + " were first used with. Try using a key other than '"
                            + key
                            + "' if you meant to execute a different request.");
        }
        return stored.map(storedResponse -> journal.read(storedResponse.place()).answer());
    }

    /// Ids whose time has come; each is returned once.
    public List<String> due(int limit) {
        lock.lock();
        try {
            return new ArrayList<>(ledgerState.agenda().due(clock.millis() / 1000, limit));
        } finally {
            lock.unlock();
        }
    }

    public InputStream lines() throws IOException {
        return journal.lines();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
