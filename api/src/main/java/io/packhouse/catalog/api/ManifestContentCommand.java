package io.packhouse.catalog.api;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of the lines of a manifest. They arrive in parts, in order, and are closed
/// when the parts come to the id they were announced under.
public sealed interface ManifestContentCommand {

    /// Adds part number `part`, counted from 0. A part that is there is not added again.
    record RecordManifestLines(
            @TargetAggregateIdentifier ManifestContentId contentId,
            int part,
            List<ManifestLine> lines)
            implements ManifestContentCommand {}

    /// Closes it. Refused when a part is missing or says something else than the id.
    record CompleteManifestContent(@TargetAggregateIdentifier ManifestContentId contentId)
            implements ManifestContentCommand {}
}
