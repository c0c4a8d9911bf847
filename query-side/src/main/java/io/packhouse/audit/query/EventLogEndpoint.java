package io.packhouse.audit.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.store.EventTail;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The log as it is stored. It ends where nothing can be inserted any more, so that whoever reads
/// on from the last position misses nothing.
@RestController
@RequestMapping("/api/v1/audit/events")
class EventLogEndpoint {

    private static final int MOST = 1_000;
    private static final String SELECT =
            """
            select global_index, event_identifier, aggregate_identifier, sequence_number,
                payload_type, payload_revision, time_stamp, payload, meta_data
            from events.domain_event_entry
            where global_index > ? and global_index <= ?
            order by global_index limit ?
            """;

    private final JdbcClient jdbc;
    private final EventTail tail;

    /// `payload` and `metadata` are the bytes of the store: what is sealed stays sealed.
    record Entry(
            long position,
            String id,
            String stream,
            long sequence,
            String name,
            @Nullable String revision,
            String at,
            @JsonRawValue String payload,
            @JsonRawValue String metadata) {}

    /// `head` is the last settled position; `next` is null when the page reaches it.
    record Log(List<Entry> items, @Nullable String next, long head) {}

    private enum Wrong implements Refusal {
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

    EventLogEndpoint(@Qualifier("readerDataSource") DataSource reader, EventTail tail) {
        jdbc = JdbcClient.create(reader);
        this.tail = tail;
    }

    /// Events after that position, oldest first.
    @GetMapping
    @Requires("audit:read")
    Log read(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Refused(Wrong.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", MOST));
        }
        var head = Math.max(0, tail.position());
        var entries =
                jdbc.sql(SELECT).params(after, head, limit).query((row, _) -> entry(row)).list();
        var last = entries.isEmpty() ? head : entries.getLast().position();
        return new Log(
                entries,
                last < head
                        ? "/api/v1/audit/events?after=%d&limit=%d".formatted(last, limit)
                        : null,
                head);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("global_index"),
                row.getString("event_identifier"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getString("time_stamp"),
                new String(row.getBytes("payload"), StandardCharsets.UTF_8),
                new String(row.getBytes("meta_data"), StandardCharsets.UTF_8));
    }
}
