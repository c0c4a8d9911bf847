package io.packhouse.catalog.query;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.query.ManifestQueries.Heading;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Manifests for people: the lines of one version, and what is different between two.
@Controller
@RequestMapping(path = "/packs/{id}/manifests", produces = MediaType.TEXT_HTML_VALUE)
@ReadsFrom({"projection-manifests", "projection-packs"})
class ManifestPageEndpoint {

    private static final int VERSIONS = 100;

    private final ManifestQueries manifests;
    private final ManifestDiff diff;
    private final ManifestVisibility visibility;
    private final Cursors cursors;

    ManifestPageEndpoint(
            ManifestQueries manifests,
            ManifestDiff diff,
            ManifestVisibility visibility,
            Cursors cursors) {
        this.manifests = manifests;
        this.diff = diff;
        this.visibility = visibility;
        this.cursors = cursors;
    }

    @GetMapping("/{version:latest|[1-9][0-9]{0,8}}")
    @Open
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
        var pages = Pages.of(cursors, path, new TreeMap<>(), limit, cursor);
        show(model, id, heading);
        model.addAttribute("manifest", found);
        model.addAttribute("lines", manifests.lines(found.contentId(), pages));
        model.addAttribute("files", ManifestFormat.values());
        return "storefront/manifest";
    }

    @GetMapping("/diff")
    @Open
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
        var pages = Pages.of(cursors, "/packs/" + id + "/manifests/diff", filter, limit, cursor);
        show(model, id, heading);
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute(
                "differences", diff.between(before.contentId(), after.contentId(), pages));
        return "storefront/manifest-diff";
    }

    private void show(Model model, PackId id, Heading heading) {
        var pages =
                Pages.of(cursors, "/packs/" + id + "/manifests", new TreeMap<>(), VERSIONS, null);
        model.addAttribute("packId", id.value());
        model.addAttribute("heading", heading);
        model.addAttribute("versions", manifests.versions(id, heading, pages).items());
    }
}
