package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.journal.Entry;
import io.packhouse.sandbox.journal.Journal;
import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.journal.Place;
import io.packhouse.sandbox.wire.StripeFailure;
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

/// The one door to the books. A change is decided under a short lock and is answered once it is on
/// disk.
public final class Ledger implements AutoCloseable {

    private static final long KEY_LIFE_MILLIS = 24L * 3600 * 1000;

    private final Clock clock;
    private final Predicate<String> subscribed;
    private final Books books = new Books();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<List<Notice>>> listeners = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private long end;

    private Ledger(Path path, Clock clock, Predicate<String> subscribed, long slowSeconds)
            throws IOException {
        this.clock = clock;
        this.subscribed = subscribed;
        books.agenda().slowCardsAnswerAfter(slowSeconds);
        Files.createDirectories(path.toAbsolutePath().getParent());
        journal = Journal.open(path, this::replay);
    }

    public static Ledger open(
            Path path, Clock clock, Predicate<String> subscribed, long slowSeconds) {
        try {
            return new Ledger(path, clock, subscribed, slowSeconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replay(Entry entry, Place place) {
        books.apply(entry, place);
        end = place.end();
    }

    /// Called with what was told, after it is on disk.
    public void listen(Consumer<List<Notice>> listener) {
        listeners.add(listener);
    }

    /// Reads, and answers only what a crash cannot take back.
    public <T> T read(Function<Books, T> question) {
        T answer;
        long upTo;
        lock.lock();
        try {
            answer = question.apply(books);
            upTo = end;
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(upTo);
        return answer;
    }

    public Answer write(Origin origin, Function<Draft, Answer> work) {
        Answer answer;
        long upTo;
        List<Notice> told = List.of();
        lock.lock();
        try {
            var draft = new Draft(books, clock.millis() / 1000, subscribed);
            try {
                answer = work.apply(draft);
            } catch (StripeFailure refusal) {
                if (!refusal.isKept()) throw refusal;
                answer = refusal.answer();
                draft = new Draft(books, draft.now(), subscribed);
                draft.fact("refused");
            }
            if (!draft.isEmpty() || origin.key() != null) {
                told = append(entry(origin, draft, answer));
            }
            upTo = end;
        } finally {
            lock.unlock();
        }
        journal.awaitDurable(upTo);
        if (!told.isEmpty()) for (var listener : listeners) listener.accept(told);
        return answer;
    }

    private Entry entry(Origin origin, Draft draft, Answer answer) {
        return new Entry(
                books.number() + 1,
                clock.millis(),
                draft.fact(),
                null,
                draft.kept(),
                draft.notices(),
                origin,
                origin.key() == null ? null : answer);
    }

    private List<Notice> append(Entry entry) {
        var place = journal.append(entry);
        end = place.end();
        return books.apply(entry, place);
    }

    /// Notes what became of a notice. Nobody waits for it: telling twice is allowed, forgetting is
    /// not.
    public void settle(String noticeId, String fact) {
        lock.lock();
        try {
            if (!books.isUndelivered(noticeId)) return;
            append(
                    new Entry(
                            books.number() + 1,
                            clock.millis(),
                            fact,
                            noticeId,
                            List.of(),
                            List.of(),
                            Origin.NOBODY,
                            null));
        } finally {
            lock.unlock();
        }
    }

    /// The answer under this key, if one is younger than a day.
    public Optional<Answer> answerOf(String key, String print) {
        var stored =
                read(
                        all -> {
                            var found = Optional.ofNullable(all.answer(key));
                            return found.filter(a -> a.at() > clock.millis() - KEY_LIFE_MILLIS);
                        });
        if (stored.isPresent() && !stored.get().print().equals(print)) {
            throw StripeFailure.of(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they"
                            + " were first used with. Try using a key other than '"
                            + key
                            + "' if you meant to execute a different request.");
        }
        return stored.map(answer -> journal.read(answer.place()).answer());
    }

    /// Ids whose time has come; each is named once.
    public List<String> due(int limit) {
        lock.lock();
        try {
            return new ArrayList<>(books.agenda().due(clock.millis() / 1000, limit));
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
