package io.packhouse.engine.eventlog;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the events of the embedded store with a read-only login.
public final class SqlEventLog implements EventLog {

    private static final String SELECT = """
            select global_index, event_identifier, aggregate_identifier, sequence_number,
                payload_type, payload_revision, time_stamp, payload, meta_data
            from events.domain_event_entry
            where global_index > ? and global_index <= ?
            order by global_index limit ?
            """;

    private static final String SELECT_CONTAINING = """
            select global_index, event_identifier, aggregate_identifier, sequence_number,
                payload_type, payload_revision, time_stamp, payload, meta_data
            from events.domain_event_entry
            where global_index > :after and global_index <= :upTo
                and (position(:text in payload) > 0 or position(:text in meta_data) > 0)
            order by global_index
            """;

    private final JdbcClient jdbc;

    public SqlEventLog(DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    @Override
    public List<StoredEvent> between(long after, long upTo, int limit) {
        return jdbc.sql(SELECT)
                .params(after, upTo, limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /// Without reading the others into memory.
    @Override
    public List<StoredEvent> containing(String text, long after, long upTo, int limit) {
        return jdbc.sql(SELECT_CONTAINING)
                .param("after", after)
                .param("upTo", Math.min(upTo, after + limit))
                .param("text", text.getBytes(StandardCharsets.UTF_8))
                .query((row, _) -> stored(row))
                .list();
    }

    private static StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(
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
