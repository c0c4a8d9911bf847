package io.packhouse.catalog.api.manifest;

import java.util.List;
import org.axonframework.serialization.Revision;

/// Events of the ManifestContent aggregate. Names and shapes are permanent.
public sealed interface ManifestContentEvent {

    ManifestContentId contentId();

    /// A part of the lines was recorded; `firstLine` is the number of its first line, counted from
    /// 1.
    @Revision("1")
    record ManifestLinesRecorded(ManifestContentId contentId, int part, int firstLine, List<ManifestLine> lines)
            implements ManifestContentEvent {}

    /// All parts are recorded and match the content id. `units` is the sum of all quantities.
    @Revision("1")
    record ManifestContentCompleted(ManifestContentId contentId, int parts, int lines, long units)
            implements ManifestContentEvent {}
}
