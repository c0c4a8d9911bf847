package io.packhouse.sandbox.journal;

import io.packhouse.sandbox.model.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the journal: everything that one request changed, and its response. Written
/// completely or not at all.
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
