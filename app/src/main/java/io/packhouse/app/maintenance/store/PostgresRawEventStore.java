package io.packhouse.app.maintenance.store;

import io.packhouse.app.maintenance.MaintenanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// The events in PostgreSQL. Positions start at 1 and have gaps, which are preserved.
public record PostgresRawEventStore(Connection connection) implements RawEventStore {

    private static final String COLUMNS = "global_index, event_identifier, type, aggregate_identifier, sequence_number,"
            + " time_stamp, payload_type, payload_revision, payload, meta_data";
    private static final String READ =
            "select %s from %s where %%s order by global_index".formatted(COLUMNS, TableCatalog.EVENTS);
    private static final int ROWS_AT_ONCE = 1_000;

    @Override
    public void read(long upTo, Reader reader) throws IOException, SQLException {
        read("global_index <= " + upTo, reader);
    }

    public void read(String condition, Reader reader) throws IOException, SQLException {
        var autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false); // Otherwise the driver would read all rows into memory.
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var rows = statement.executeQuery(READ.formatted(condition))) {
                while (rows.next()) {
                    reader.read(line(rows));
                }
            }
        } finally {
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static ExportedEvent line(ResultSet row) throws SQLException {
        var position = row.getLong(1);
        return new ExportedEvent(
                position,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                text(row.getBytes(9), position),
                text(row.getBytes(10), position));
    }

    // Invalid UTF-8 would be changed by decoding.
    private static String text(byte[] bytes, long position) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MaintenanceException("The event at position " + position + " is not UTF-8.", e);
        }
    }

    @Override
    public long head() throws SQLException {
        return new TableCatalog(connection)
                .number("select coalesce(max(global_index), -1) from " + TableCatalog.EVENTS);
    }

    @Override
    public long count(long upTo) throws SQLException {
        return new TableCatalog(connection)
                .number("select count(*) from %s where global_index <= %s".formatted(TableCatalog.EVENTS, upTo));
    }

    @Override
    public @Nullable String lastId() throws SQLException {
        return new TableCatalog(connection)
                .text("select (select event_identifier from %s order by global_index desc limit 1)"
                        .formatted(TableCatalog.EVENTS));
    }

    @Override
    public long target(long position, long ordinal, String sourceKind) {
        return sourceKind.equals("axon-server") ? position + 1 : position;
    }

    @Override
    public void append(List<ExportedEvent> events) throws IOException, SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s (%s) from stdin".formatted(TableCatalog.EVENTS, COLUMNS));
        try {
            for (var event : events) {
                var row = row(event).getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(row, 0, row.length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static String row(ExportedEvent event) {
        return String.join(
                        "\t",
                        Long.toString(event.position()),
                        escaped(event.id()),
                        escaped(event.type()),
                        escaped(event.stream()),
                        Long.toString(event.sequence()),
                        escaped(event.at()),
                        escaped(event.name()),
                        event.revision() == null ? "\\N" : escaped(event.revision()),
                        bytea(event.payload()),
                        bytea(event.metadata()))
                + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String bytea(String text) {
        return "\\\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The owner closes the connection.
    @Override
    public void close() {}
}
