package io.packhouse.catalog.query;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackRefusal;
import io.packhouse.catalog.query.ManifestQueries.Heading;
import io.packhouse.engine.door.Caller;
import io.packhouse.shared.api.Refused;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A draft's manifest is seen only by those who may write it, unless it was bought before.
@Component
class ManifestVisibility {

    private static final String WRITE = "catalog:write";

    private final ManifestQueries manifests;

    ManifestVisibility(ManifestQueries manifests) {
        this.manifests = manifests;
    }

    Heading heading(PackId id, Caller caller) {
        return manifests
                .heading(id)
                .filter(pack -> pack.open() || caller.may(WRITE))
                .orElseThrow(
                        () -> new Refused(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value())));
    }
}
