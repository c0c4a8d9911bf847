package io.packhouse.storefront.query.pack;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.identity.api.GuestLinks;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.storefront.query.ReadModelChangeNotifier;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of the packs.
@Controller
@RequestMapping(path = "/packs", produces = MediaType.TEXT_HTML_VALUE)
@ReadsProjections({"projection-packs", "projection-stock", "projection-catalog"})
class PackPageEndpoint {

    private final PackPageQueries packs;
    private final PackPageManifest manifests;
    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final ObjectProvider<GuestLinks> guests;

    /// A node that only reads has no links of guests.
    PackPageEndpoint(
            PackPageQueries packs,
            PackPageManifest manifests,
            ReadModelChangeNotifier readModelChangeNotifier,
            ObjectProvider<GuestLinks> guests) {
        this.guests = guests;
        this.packs = packs;
        this.manifests = manifests;
        this.readModelChangeNotifier = readModelChangeNotifier;
    }

    @GetMapping
    @PublicEndpoint
    String grid(
            @RequestParam(required = false) @Nullable PackKind kind,
            @RequestParam(required = false) @Nullable PackId after,
            Model model) {
        var list = packs.page(
                kind == null ? null : kind.name(), after == null ? null : after.value(), PackPageQueries.PAGE);
        model.addAttribute("list", list);
        model.addAttribute("kind", kind == null ? "" : kind.name());
        model.addAttribute("kinds", PackKind.values());
        return "storefront/packs";
    }

    /// Contains an idempotency key for the order form.
    @GetMapping("/{id}")
    @PublicEndpoint
    String one(@PathVariable PackId id, Model model, Caller caller, HttpServletResponse response) {
        model.addAttribute(
                "position", readModelChangeNotifier.position()); // First, because the data read later may be newer.
        model.addAttribute("pack", find(id));
        model.addAttribute("parts", packs.parts(id.value()));
        model.addAttribute("manifest", manifests.latest(id.value()).orElse(null));
        model.addAttribute("buyer", caller.may("orders:place"));
        model.addAttribute("guest", guest(caller));
        model.addAttribute("key", UuidCreator.getTimeOrderedEpoch().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "storefront/pack";
    }

    /// The part of the page that is updated.
    @GetMapping("/{id}/availability")
    @PublicEndpoint
    String availability(@PathVariable PackId id, Model model) {
        model.addAttribute("pack", find(id));
        model.addAttribute("parts", packs.parts(id.value()));
        return "storefront/pack-stock :: stock";
    }

    /// The address of a guest who orders, so that they see whose order it becomes.
    private @Nullable String guest(Caller caller) {
        return !caller.may("guest")
                ? null
                : guests.stream()
                        .flatMap(one -> one.maskedAddress(caller.person()).stream())
                        .findFirst()
                        .orElse(null);
    }

    private PackPageQueries.ShopPack find(PackId id) {
        return packs.one(id.value())
                .orElseThrow(
                        () -> new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value())));
    }
}
