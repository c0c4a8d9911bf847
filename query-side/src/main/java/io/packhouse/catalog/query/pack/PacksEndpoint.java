package io.packhouse.catalog.query.pack;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.api.pack.PackView;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The packs of the shop. Drafts are visible only to callers who may write the catalog.
@RestController
@RequestMapping("/api/v1/packs")
@ReadsProjections({"projection-packs", "projection-stock", "projection-catalog"})
class PacksEndpoint {

    private static final String WRITE = "catalog:write";

    private final PackQueries packs;
    private final CursorCodec cursorCodec;

    enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    PacksEndpoint(PackQueries packs, CursorCodec cursorCodec) {
        this.packs = packs;
        this.cursorCodec = cursorCodec;
    }

    /// Packs in order of creation, with the available quantity. Published packs are visible to all;
    /// all packs to callers who may write the catalog.
    @GetMapping
    @PublicEndpoint
    KeysetPage<PackView> list(
            @RequestParam(required = false) @Nullable PackKind kind,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var filter = new TreeMap<String, String>();
        if (kind != null) {
            filter.put("kind", kind.name());
        }
        if (!caller.may(WRITE)) {
            filter.put("status", Status.PUBLISHED.name());
        } else if (status != null) {
            filter.put("status", status.name());
        }
        return packs.list(KeysetPageRequest.of(cursorCodec, "/api/v1/packs", filter, limit, cursor), filter);
    }

    @GetMapping("/{id}")
    @PublicEndpoint
    ResponseEntity<PackView> one(@PathVariable PackId id, Caller caller, WebRequest request) {
        var row = packs.one(id)
                .filter(found -> !found.isDraft() || caller.may(WRITE))
                .orElseThrow(
                        () -> new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value())));
        var version = ETags.version(String.valueOf(row.position()), row.streamVersion());
        return row.isDraft() ? ETags.own(request, version, row.view()) : ETags.shared(request, version, row.view());
    }
}
