package io.packhouse.app.maintenance;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All events of a store, read in order and appended in order, past the engine.
interface RawEventStore extends AutoCloseable {

    interface Reader {
        void read(ExportedEvent event) throws IOException, SQLException;
    }

    /// Everything up to and including that position.
    void read(long upTo, Reader reader) throws IOException, SQLException;

    /// The position of the last event; −1 when there is none.
    long head() throws SQLException;

    /// How many events there are up to that position.
    long count(long upTo) throws SQLException;

    /// The id of the event at the head; null when there is none.
    @Nullable String lastId() throws IOException, SQLException;

    /// Where an event goes: the first store counts from where the second does not.
    long target(long position, long ordinal, String sourceKind);

    /// All of them or none, at the positions they carry.
    void append(List<ExportedEvent> events) throws IOException, SQLException;

    @Override
    void close() throws SQLException;
}
