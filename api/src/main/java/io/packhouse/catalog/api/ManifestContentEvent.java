package io.packhouse.catalog.api;

import java.util.List;
import org.axonframework.serialization.Revision;

/// Everything that can have happened to the lines of a manifest. Names and shapes are permanent.
public sealed interface ManifestContentEvent {

    ManifestContentId contentId();

    /// A part arrived; `firstLine` is the number of its first line, counted from 1.
    @Revision("1")
    record ManifestLinesRecorded(
            ManifestContentId contentId, int part, int firstLine, List<ManifestLine> lines)
            implements ManifestContentEvent {}

    /// All parts are there and say what the id promises. `units` is the sum of all quantities.
    @Revision("1")
    record ManifestContentCompleted(ManifestContentId contentId, int parts, int lines, long units)
            implements ManifestContentEvent {}
}
