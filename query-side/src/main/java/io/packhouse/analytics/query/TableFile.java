package io.packhouse.analytics.query;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file being written row by row; what is held in memory does not grow with the rows.
interface TableFile extends Closeable {

    /// What a column holds, in the fewest kinds that every format knows.
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
