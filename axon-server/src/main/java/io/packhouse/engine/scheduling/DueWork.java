package io.packhouse.engine.scheduling;

import java.time.Instant;
import java.util.List;

/// Work that becomes due at a time that a table shows already: it is found by looking there, and needs no
/// task of its own.
public interface DueWork {

    /// The commands that are due at that time, the oldest first; no more than some thousands at once. Each
    /// must be repeatable: several nodes may send it, and the table may lag behind.
    List<?> due(Instant now);
}
