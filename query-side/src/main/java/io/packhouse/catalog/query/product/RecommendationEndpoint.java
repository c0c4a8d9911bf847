package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.query.pack.PackQueries;
import io.packhouse.catalog.query.product.Recommendations.Recommendation;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Recommendations, each with its reason.
@RestController
@ReadsProjections({"projection-bought-together", "projection-catalog", "projection-packs"})
class RecommendationEndpoint {

    private final Recommendations recommendations;
    private final ProductQueries products;
    private final PackQueries packs;

    record Recommended(List<Recommendation> items) {}

    RecommendationEndpoint(Recommendations recommendations, ProductQueries products, PackQueries packs) {
        this.recommendations = recommendations;
        this.products = products;
        this.packs = packs;
    }

    /// Products bought together with one of its variants, then of its category, then of its brand.
    @GetMapping("/api/v1/products/{id}/recommendations")
    @PublicEndpoint
    Recommended forProduct(
            @PathVariable ProductId id, @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit, Caller caller) {
        var view = ProductsEndpoint.visible(products, id, caller).view();
        var offers =
                view.variants().stream().map(CatalogViews.VariantView::packId).toList();
        return new Recommended(recommendations.find(offers, id.value(), limit));
    }

    /// Packs bought together with that pack.
    @GetMapping("/api/v1/packs/{id}/recommendations")
    @PublicEndpoint
    Recommended forPack(@PathVariable PackId id, @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit) {
        var pack = packs.one(id)
                .filter(row -> !row.isDraft())
                .orElseThrow(
                        () -> new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value())));
        return new Recommended(recommendations.find(List.of(pack.view().packId()), null, limit));
    }
}
