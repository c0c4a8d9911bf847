package io.packhouse.catalog.query;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackKind;
import io.packhouse.catalog.api.PackRefusal;
import io.packhouse.catalog.api.PackView;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.engine.reading.RowTag;
import io.packhouse.shared.api.Refused;
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

/// What the shop sells. Drafts are seen only by those who may write them.
@RestController
@RequestMapping("/api/v1/packs")
@ReadsFrom({"projection-packs", "projection-stock", "projection-catalogue"})
class PacksEndpoint {

    private static final String WRITE = "catalog:write";

    private final PackQueries packs;
    private final Cursors cursors;

    enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    PacksEndpoint(PackQueries packs, Cursors cursors) {
        this.packs = packs;
        this.cursors = cursors;
    }

    /// Packs in the order they were drafted, with what stock gives now. Everybody sees what is
    /// published; who writes the catalogue sees all.
    @GetMapping
    @Open
    Listing<PackView> list(
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
        return packs.list(Pages.of(cursors, "/api/v1/packs", filter, limit, cursor), filter);
    }

    @GetMapping("/{id}")
    @Open
    ResponseEntity<PackView> one(@PathVariable PackId id, Caller caller, WebRequest request) {
        var row =
                packs.one(id)
                        .filter(found -> !found.isDraft() || caller.may(WRITE))
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                PackRefusal.UNKNOWN_PACK,
                                                Map.of("packId", id.value())));
        var version = RowTag.version(String.valueOf(row.position()), row.streamVersion());
        return row.isDraft()
                ? RowTag.own(request, version, row.view())
                : RowTag.shared(request, version, row.view());
    }
}
