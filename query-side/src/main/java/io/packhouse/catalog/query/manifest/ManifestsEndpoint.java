package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.query.manifest.ManifestViews.Difference;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestPage;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestVersion;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The contents of a pack, line by line. The manifest of a draft is visible to callers who may
/// write it, and to buyers who ordered it before it was withdrawn.
@RestController
@ReadsProjections({"projection-manifests", "projection-packs"})
class ManifestsEndpoint {

    private final ManifestQueries manifests;
    private final ManifestDiff diff;
    private final ManifestFiles files;
    private final ManifestVisibility visibility;
    private final CursorCodec cursorCodec;

    ManifestsEndpoint(
            ManifestQueries manifests,
            ManifestDiff diff,
            ManifestFiles files,
            ManifestVisibility visibility,
            CursorCodec cursorCodec) {
        this.manifests = manifests;
        this.diff = diff;
        this.files = files;
        this.visibility = visibility;
        this.cursorCodec = cursorCodec;
    }

    /// The published versions, the latest first.
    @GetMapping("/api/v1/packs/{id}/manifests")
    @PublicEndpoint
    KeysetPage<ManifestVersion> versions(
            @PathVariable PackId id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var heading = visibility.heading(id, caller);
        var path = "/api/v1/packs/" + id + "/manifests";
        return manifests.versions(id, heading, KeysetPageRequest.of(cursorCodec, path, new TreeMap<>(), limit, cursor));
    }

    /// A page of the lines of one version, or of the `latest`. With `format=json`, `csv`, `xlsx` or
    /// `pdf`, or the corresponding Accept header, the whole version as a file; the CSV can be
    /// uploaded again.
    @GetMapping("/api/v1/packs/{id}/manifests/{version:latest|[1-9][0-9]{0,8}}")
    @PublicEndpoint
    @Nullable
    ResponseEntity<ManifestPage> one(
            @PathVariable PackId id,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Caller caller,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        var heading = visibility.heading(id, caller);
        var found = visibility.version(id, heading, version);
        var file = ManifestFormat.wanted(format, accept);
        if (file.isPresent()) {
            files.write(file.get(), heading, found, response);
            return null;
        }
        var path = "/api/v1/packs/" + id + "/manifests/" + found.version();
        var pages = KeysetPageRequest.of(cursorCodec, path, new TreeMap<>(), limit, cursor);
        var lines = manifests.lines(found.contentId(), pages);
        var latest = manifests.latest(id, heading).orElse(found).version();
        var page = new ManifestPage(
                found.packId(),
                found.version(),
                found.version() == latest,
                found.contentId(),
                found.lines(),
                found.units(),
                found.publishedAt(),
                lines.items(),
                lines.next(),
                lines.prev());
        // Only `latest` can change in a page of a version.
        return ETags.own(request, "%s-%s-%s".formatted(found.contentId(), found.version(), latest), page);
    }

    /// The latest version of a pack.
    @GetMapping("/api/v1/manifests/{id}")
    @PublicEndpoint
    @Nullable
    ResponseEntity<ManifestPage> latest(
            @PathVariable PackId id,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Caller caller,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        return one(id, ManifestVisibility.LATEST, format, limit, cursor, accept, caller, request, response);
    }

    /// Lines added, removed or changed between two versions, by SKU, condition and name.
    @GetMapping("/api/v1/packs/{id}/manifests/diff")
    @PublicEndpoint
    KeysetPage<Difference> difference(
            @PathVariable PackId id,
            @RequestParam int from,
            @RequestParam int to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var heading = visibility.heading(id, caller);
        var before = visibility.version(id, heading, String.valueOf(from));
        var after = visibility.version(id, heading, String.valueOf(to));
        var filter = new TreeMap<String, String>();
        filter.put("from", String.valueOf(from));
        filter.put("to", String.valueOf(to));
        var path = "/api/v1/packs/" + id + "/manifests/diff";
        return diff.between(
                before.contentId(), after.contentId(), KeysetPageRequest.of(cursorCodec, path, filter, limit, cursor));
    }
}
