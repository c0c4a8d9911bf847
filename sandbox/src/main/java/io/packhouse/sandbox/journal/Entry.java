package io.packhouse.sandbox.journal;

import io.packhouse.sandbox.model.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the journal: everything one request changed, and what it was told. All of it or
/// none.
public record Entry(
        long number,
        long at,
        String fact,
        @Nullable String about,
        List<StoredObject> kept,
        List<EventRecord> notices,
        RequestOrigin origin,
        @Nullable StoredResponse answer) {

    public Entry {
        kept = List.copyOf(kept);
        notices = List.copyOf(notices);
    }
}
