package io.packhouse.audit.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventlog.NumberedEventLog;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The event log as stored. It ends at the position before which no event can be inserted any more,
/// so that a client that continues from the last position misses nothing.
@RestController
@RequestMapping("/api/v1/audit/events")
class EventLogEndpoint {

    private static final int MOST = 1_000;

    private final NumberedEventLog log;

    /// `payload` and `metadata` are the stored bytes: encrypted data stays encrypted.
    record Entry(
            long position,
            String id,
            String stream,
            long sequence,
            String name,
            @Nullable String revision,
            String at,
            @JsonRawValue String payload,
            @JsonRawValue String metadata) {

        static Entry of(EventLog.StoredEvent stored) {
            return new Entry(
                    stored.position(),
                    stored.id(),
                    stored.stream(),
                    stored.sequence(),
                    stored.name(),
                    stored.revision(),
                    stored.at(),
                    stored.payload(),
                    stored.metadata());
        }
    }

    /// `head` is the last settled position; `next` is null when the page reaches it.
    record Log(List<Entry> items, @Nullable String next, long head) {}

    private enum InvalidLogQuery implements Refusal {
        LIMIT_OUT_OF_RANGE;

        @Override
        public String sentence() {
            return "A page of the log has 1 to 1000 events.";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    EventLogEndpoint(NumberedEventLog log) {
        this.log = log;
    }

    /// Events after that position, oldest first. The first event has position 1, so 0, the default,
    /// starts with it.
    @GetMapping
    @RequiresScope("audit:read")
    Log read(@RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new CommandRejectedException(
                    InvalidLogQuery.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", MOST));
        }
        var head = log.head();
        var entries = log.between(after, head, limit).stream().map(Entry::of).toList();
        var last = entries.isEmpty() ? head : entries.getLast().position();
        return new Log(
                entries, last < head ? "/api/v1/audit/events?after=%s&limit=%s".formatted(last, limit) : null, head);
    }
}
