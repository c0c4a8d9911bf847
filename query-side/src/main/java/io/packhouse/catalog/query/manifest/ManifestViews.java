package io.packhouse.catalog.query.manifest;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Response bodies for manifests.
final class ManifestViews {

    private ManifestViews() {}

    /// One published version; `contentId` identifies its lines by content, `units` is the sum of
    /// all quantities.
    record ManifestVersion(String packId, int version, String contentId, int lines, long units, Instant publishedAt) {}

    /// A line, counted from 1.
    record Line(
            int line,
            String sku,
            String productName,
            int quantity,
            String condition,
            @Nullable Money unitRetail) {}

    /// One page of a version's lines; `latest` is true for the newest version.
    record ManifestPage(
            String packId,
            int version,
            boolean latest,
            String contentId,
            int lines,
            long units,
            Instant publishedAt,
            List<Line> items,
            @Nullable String next,
            @Nullable String prev) {}

    enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// The change of one SKU, condition and name. A price is null where there is none or several.
    record Difference(
            Change change,
            String sku,
            String productName,
            String condition,
            long quantityBefore,
            long quantityAfter,
            @Nullable Money unitRetailBefore,
            @Nullable Money unitRetailAfter) {

        String key() {
            return sku + '\u001e' + condition + '\u001e' + productName;
        }
    }
}
