package io.packhouse.engine.eventlog;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Numbers events for audits: the first event is number one in either store.
public final class NumberedEventLog {

    private static final int AT_ONCE = 10_000;

    private final EventLog log;
    private final long before;
    private final LongSupplier head;

    /// `first` is the first position that the store assigns, `head` the last settled one.
    public NumberedEventLog(EventLog log, long first, LongSupplier head) {
        this.log = log;
        this.before = first - 1;
        this.head = head;
    }

    /// The number of the last settled event; 0 before the first.
    public long head() {
        return Math.max(0, head.getAsLong() - before);
    }

    /// Up to `limit` events above that number and not above `upTo`, oldest first.
    public List<EventLog.StoredEvent> between(long after, long upTo, int limit) {
        return log.between(Math.max(0, after) + before, upTo + before, limit).stream()
                .map(event -> event.at(event.position() - before))
                .toList();
    }

    /// Gives all events that contain the text in their payload or metadata, oldest first, to the reader.
    public void containing(String text, Consumer<EventLog.StoredEvent> reader) {
        var end = head() + before;
        for (var after = before; after < end; after += AT_ONCE) {
            log.containing(text, after, end, AT_ONCE).stream()
                    .map(event -> event.at(event.position() - before))
                    .forEach(reader);
        }
    }
}
