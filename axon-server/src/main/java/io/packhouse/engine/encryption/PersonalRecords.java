package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.util.List;

/// Records about persons outside of the event log. They are part of the export of everything that is known about a
/// person, and are deleted when the person is erased.
public interface PersonalRecords {

    /// What they are, for the export: `sessions`.
    String name();

    /// The records about the person, readable.
    List<?> about(PersonId person);

    /// False when an erasure deletes only what makes them personal.
    default boolean isDeleted() {
        return true;
    }

    /// Deletes them, or what makes them personal. It is repeated after a failure.
    void erase(PersonId person);
}
