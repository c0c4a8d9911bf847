package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.query.manifest.ManifestQueries.Heading;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Manifest pages: the lines of one version, and the differences between two.
@Controller
@RequestMapping(path = "/packs/{id}/manifests", produces = MediaType.TEXT_HTML_VALUE)
@ReadsProjections({"projection-manifests", "projection-packs"})
class ManifestPageEndpoint {

    private static final int VERSIONS = 100;

    private final ManifestQueries manifests;
    private final ManifestDiff diff;
    private final ManifestVisibility visibility;
    private final CursorCodec cursorCodec;

    ManifestPageEndpoint(
            ManifestQueries manifests, ManifestDiff diff, ManifestVisibility visibility, CursorCodec cursorCodec) {
        this.manifests = manifests;
        this.diff = diff;
        this.visibility = visibility;
        this.cursorCodec = cursorCodec;
    }

    @GetMapping("/{version:latest|[1-9][0-9]{0,8}}")
    @PublicEndpoint
    String one(
            @PathVariable PackId id,
            @PathVariable String version,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            Model model) {
        var heading = visibility.heading(id, caller);
        var found = visibility.version(id, heading, version);
        var path = "/packs/" + id + "/manifests/" + found.version();
        var pages = KeysetPageRequest.of(cursorCodec, path, new TreeMap<>(), limit, cursor);
        show(model, id, heading);
        model.addAttribute("manifest", found);
        model.addAttribute("lines", manifests.lines(found.contentId(), pages));
        model.addAttribute("files", ManifestFormat.values());
        return "storefront/manifest";
    }

    @GetMapping("/diff")
    @PublicEndpoint
    String difference(
            @PathVariable PackId id,
            @RequestParam int from,
            @RequestParam int to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            Model model) {
        var heading = visibility.heading(id, caller);
        var before = visibility.version(id, heading, String.valueOf(from));
        var after = visibility.version(id, heading, String.valueOf(to));
        var filter = new TreeMap<String, String>();
        filter.put("from", String.valueOf(from));
        filter.put("to", String.valueOf(to));
        var pages = KeysetPageRequest.of(cursorCodec, "/packs/" + id + "/manifests/diff", filter, limit, cursor);
        show(model, id, heading);
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute("differences", diff.between(before.contentId(), after.contentId(), pages));
        return "storefront/manifest-diff";
    }

    private void show(Model model, PackId id, Heading heading) {
        var pages = KeysetPageRequest.of(cursorCodec, "/packs/" + id + "/manifests", new TreeMap<>(), VERSIONS, null);
        model.addAttribute("packId", id.value());
        model.addAttribute("heading", heading);
        model.addAttribute("versions", manifests.versions(id, heading, pages).items());
    }
}
