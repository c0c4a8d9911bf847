package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.api.manifest.ManifestRefusal;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.query.manifest.ManifestQueries.Heading;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestVersion;
import io.packhouse.engine.http.Caller;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Who may read which manifests of a draft: with the scope to write the catalog every version,
/// otherwise the versions that were ordered while the pack was on sale.
@Component
class ManifestVisibility {

    static final String LATEST = "latest";
    private static final String WRITE = "catalog:write";

    private final ManifestQueries manifests;

    ManifestVisibility(ManifestQueries manifests) {
        this.manifests = manifests;
    }

    Heading heading(PackId id, Caller caller) {
        var pack = manifests.heading(id).orElseThrow(() -> unknown(id));
        if (pack.open() || caller.may(WRITE)) {
            return pack.opened();
        }
        if (manifests.latest(id, pack).isEmpty()) {
            throw unknown(id);
        }
        return pack;
    }

    /// A version that the caller may read, by number or as the latest.
    ManifestVersion version(PackId id, Heading heading, String wanted) {
        var found = wanted.equals(LATEST)
                ? manifests.latest(id, heading)
                : manifests.one(id, heading, Integer.parseInt(wanted));
        return found.orElseThrow(() -> new CommandRejectedException(
                ManifestRefusal.UNKNOWN_MANIFEST, Map.of("packId", id.value(), "version", wanted)));
    }

    private static CommandRejectedException unknown(PackId id) {
        return new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value()));
    }
}
