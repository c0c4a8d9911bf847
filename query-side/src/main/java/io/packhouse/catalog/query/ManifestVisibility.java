package io.packhouse.catalog.query;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackRefusal;
import io.packhouse.catalog.query.ManifestQueries.Heading;
import io.packhouse.engine.door.Caller;
import io.packhouse.shared.api.Refused;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Of a draft, those who may write it see every manifest, everybody else the versions that were
/// ordered while it was on sale.
@Component
class ManifestVisibility {

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

    private static Refused unknown(PackId id) {
        return new Refused(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value()));
    }
}
