package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.query.product.CatalogViews.VariantView;
import io.packhouse.catalog.query.search.FacetLinks;
import io.packhouse.catalog.query.search.ProductFilter;
import io.packhouse.catalog.query.search.ProductSearch;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The catalog as HTML pages, with the same results as the API.
@Controller
@RequestMapping(path = "/products", produces = MediaType.TEXT_HTML_VALUE)
@ReadsProjections({"projection-catalog", "projection-bought-together", "projection-packs", "projection-price-history"})
class ProductPagesEndpoint {

    private static final int RELATED = 4;
    private static final int CHANGES = 12;

    private final ProductSearch search;
    private final ProductQueries products;
    private final Recommendations recommendations;
    private final PriceHistory history;
    private final CursorCodec cursorCodec;

    ProductPagesEndpoint(
            ProductSearch search,
            ProductQueries products,
            Recommendations recommendations,
            PriceHistory history,
            CursorCodec cursorCodec) {
        this.search = search;
        this.products = products;
        this.recommendations = recommendations;
        this.history = history;
        this.cursorCodec = cursorCodec;
    }

    @GetMapping
    @PublicEndpoint
    String list(
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable CategoryId category,
            @RequestParam(required = false) @Nullable BrandId brand,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long minPrice,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long maxPrice,
            @RequestParam(defaultValue = "false") boolean inStock,
            @RequestParam(defaultValue = "24") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var set = new TreeMap<String, String>();
        ProductsEndpoint.put(set, "q", q == null || q.isBlank() ? null : q.strip());
        ProductsEndpoint.put(set, "category", category);
        ProductsEndpoint.put(set, "brand", brand);
        ProductsEndpoint.put(set, "minPrice", minPrice);
        ProductsEndpoint.put(set, "maxPrice", maxPrice);
        ProductsEndpoint.put(set, "inStock", inStock ? "true" : null);
        var pages = KeysetPageRequest.of(cursorCodec, "/products", set, limit, cursor);
        var found = search.find(pages, ProductFilter.of(set), true);
        var facets = Objects.requireNonNull(found.facets());
        model.addAttribute("found", found);
        model.addAttribute("facets", facets);
        model.addAttribute("groups", FacetLinks.of(set, facets));
        model.addAttribute("set", set);
        model.addAttribute("all", set.isEmpty());
        return "storefront/products";
    }

    /// `view` is the number of the image shown large, from 1.
    @GetMapping("/{id}")
    @PublicEndpoint
    String one(@PathVariable ProductId id, @RequestParam(defaultValue = "1") int view, Caller caller, Model model) {
        var shown = ProductsEndpoint.visible(products, id, caller).view();
        var offers = shown.variants().stream().map(VariantView::packId).toList();
        var images = shown.images();
        var pages = KeysetPageRequest.of(cursorCodec, "/products/" + id, Map.of(), CHANGES, null);
        var own = ProductsEndpoint.isOwn(shown.product(), caller);
        model.addAttribute("view", shown);
        model.addAttribute("product", shown.product());
        model.addAttribute("number", Math.clamp(view, 1, Math.max(1, images.size())));
        model.addAttribute("related", recommendations.find(offers, id.value(), RELATED));
        model.addAttribute("changes", history.read(pages, offers, null, own).items());
        model.addAttribute("names", names(shown.variants()));
        return "storefront/product";
    }

    /// The names of the variants by pack.
    private static Map<String, String> names(Iterable<VariantView> variants) {
        var names = new TreeMap<String, String>();
        variants.forEach(v -> names.put(v.packId(), v.name().isEmpty() ? v.sku() : v.name()));
        return names;
    }
}
