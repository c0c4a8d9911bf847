package io.packhouse.bench.load;

import io.packhouse.engine.postgres.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;

/// Reads the whole event log by plain JDBC and does nothing with it: no projection can be replayed faster.
public final class EventLogReader {

    private static final int AT_ONCE = 1_000;
    private static final long LEAST_NANOS = 1_000_000_000;

    private EventLogReader() {}

    /// After a pass that is not measured; a short log is read several times.
    public static double eventsPerSecond(DatabaseLogin login) throws SQLException {
        try (var connection = login.connect()) {
            connection.setAutoCommit(false); // Otherwise the driver reads all rows at once.
            read(connection);
            var begun = System.nanoTime();
            var events = 0L;
            while (System.nanoTime() - begun < LEAST_NANOS) {
                events += read(connection);
            }
            return events / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static long read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            var events = 0L;
            try (var rows = statement.executeQuery("select global_index, aggregate_identifier, payload_type,"
                    + " payload, meta_data from events.domain_event_entry order by global_index")) {
                while (rows.next()) {
                    rows.getBytes("payload");
                    rows.getBytes("meta_data");
                    events++;
                }
            }
            return events;
        }
    }
}
