package io.packhouse.app.maintenance.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and appends all events of a store in order, without the engine.
public interface RawEventStore extends AutoCloseable {

    interface Reader {
        void read(ExportedEvent event) throws IOException, SQLException;
    }

    /// Everything up to and including that position.
    void read(long upTo, Reader reader) throws IOException, SQLException;

    /// The position of the last event; −1 when there is none.
    long head() throws SQLException;

    /// The number of events up to that position.
    long count(long upTo) throws SQLException;

    /// The id of the last event; null when there is none.
    @Nullable
    String lastId() throws IOException, SQLException;

    /// The position of an event in this store, because the first position differs by kind.
    long target(long position, long ordinal, String sourceKind);

    /// All of them or none, at their positions.
    void append(List<ExportedEvent> events) throws IOException, SQLException;

    @Override
    void close() throws SQLException;
}
