package io.packhouse.analytics.query.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that is written row by row, in constant memory.
interface TableFile extends Closeable {

    /// Column types that every format supports.
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        DAY,
        INSTANT
    }

    record Column(String name, Kind kind) {}

    /// One value per column: String, Long, Boolean, LocalDate or Instant, or null.
    void write(List<@Nullable Object> row) throws IOException;
}
