package io.packhouse.catalog.api.manifest;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the ManifestContent aggregate. The lines are sent in parts, in order; the content is
/// completed when the checksum of its parts matches its id.
public sealed interface ManifestContentCommand {

    /// Adds part number `part`, counted from 0. Repeating a recorded part has no effect.
    record RecordManifestLines(
            @TargetAggregateIdentifier ManifestContentId contentId, int part, List<ManifestLine> lines)
            implements ManifestContentCommand {}

    /// Completes the content. Rejected when a part is missing or the checksum does not match the
    /// id.
    record CompleteManifestContent(
            @TargetAggregateIdentifier ManifestContentId contentId) implements ManifestContentCommand {}
}
