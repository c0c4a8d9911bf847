package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.CatalogRefusal;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.catalog.query.product.CatalogViews.Found;
import io.packhouse.catalog.query.product.CatalogViews.ProductSummary;
import io.packhouse.catalog.query.product.CatalogViews.ProductView;
import io.packhouse.catalog.query.search.ProductFilter;
import io.packhouse.catalog.query.search.ProductSearch;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.SupportedCurrencies;
import io.packhouse.shared.api.VendorId;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
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

/// Products. Approved ones are visible to all; vendors also see their own, staff see all.
@RestController
@RequestMapping("/api/v1/products")
@ReadsProjections("projection-catalog")
class ProductsEndpoint {

    private static final String PATH = "/api/v1/products";
    private static final String WRITE = "products:write";
    private static final String STAFF = "catalog:write";

    private final ProductQueries products;
    private final ProductSearch search;
    private final CursorCodec cursorCodec;

    ProductsEndpoint(ProductQueries products, ProductSearch search, CursorCodec cursorCodec) {
        this.products = products;
        this.search = search;
        this.cursorCodec = cursorCodec;
    }

    /// Approved products, the newest first.
    @GetMapping
    @PublicEndpoint
    Found list(
            @RequestParam(required = false) @Nullable CategoryId category,
            @RequestParam(required = false) @Nullable BrandId brand,
            @RequestParam(required = false) @Nullable VendorId vendor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var set = new TreeMap<String, String>();
        put(set, "category", category);
        put(set, "brand", brand);
        put(set, "vendor", vendor);
        var filter = ProductFilter.of(set);
        return search.find(KeysetPageRequest.of(cursorCodec, PATH, set, limit, cursor), filter, false);
    }

    /// Approved products that match: with words (also "quoted phrases", or, and -without) by
    /// relevance, without words the newest first. A category includes its subcategories; prices are
    /// net, in minor units of `currency`. Facets count the matches. When more than 5000 products
    /// match, the response is `capped`: the newest 5000 are ranked and counted.
    @GetMapping("/search")
    @PublicEndpoint
    Found search(
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable CategoryId category,
            @RequestParam(required = false) @Nullable BrandId brand,
            @RequestParam(required = false) @Nullable VendorId vendor,
            @RequestParam(defaultValue = "EUR")
                    @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
                    String currency,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long minPrice,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long maxPrice,
            @RequestParam(defaultValue = "false") boolean inStock,
            @RequestParam(defaultValue = "true") boolean facets,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var set = new TreeMap<String, String>();
        put(set, "q", q == null || q.isBlank() ? null : q.strip());
        put(set, "category", category);
        put(set, "brand", brand);
        put(set, "vendor", vendor);
        put(set, "currency", currency);
        put(set, "minPrice", minPrice);
        put(set, "maxPrice", maxPrice);
        put(set, "inStock", inStock ? "true" : null);
        put(set, "facets", facets ? null : "false");
        var pages = KeysetPageRequest.of(cursorCodec, PATH + "/search", set, limit, cursor);
        return search.find(pages, ProductFilter.of(set), facets);
    }

    /// A vendor's own products in any status; all products for staff.
    @GetMapping("/own")
    @RequiresScope(WRITE)
    KeysetPage<ProductSummary> own(
            @RequestParam(required = false) @Nullable ProductStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var set = new TreeMap<String, String>();
        put(set, "status", status);
        var pages = KeysetPageRequest.of(cursorCodec, PATH + "/own", set, limit, cursor);
        return products.list(pages, caller.may(STAFF) ? null : vendor(caller), set.get("status"));
    }

    /// Products waiting for approval, the longest first.
    @GetMapping("/approvals")
    @RequiresScope("products:approve")
    KeysetPage<ProductSummary> approvals(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return products.waiting(KeysetPageRequest.of(cursorCodec, PATH + "/approvals", Map.of(), limit, cursor));
    }

    @GetMapping("/{id}")
    @PublicEndpoint
    ResponseEntity<ProductView> one(@PathVariable ProductId id, Caller caller, WebRequest request) {
        var row = visible(products, id, caller);
        return row.view().product().status().equals("APPROVED")
                ? ETags.shared(request, row.version(), row.view())
                : ETags.own(request, row.version(), row.view());
    }

    /// 404 when the product is not visible to the caller.
    static ProductQueries.Row visible(ProductQueries products, ProductId id, Caller caller) {
        return products.one(id)
                .filter(row -> isVisible(row.view().product(), caller))
                .orElseThrow(() ->
                        new CommandRejectedException(CatalogRefusal.UNKNOWN_PRODUCT, Map.of("productId", id.value())));
    }

    /// Whether the caller is the product's vendor or staff, and so sees more of it than buyers.
    static boolean isOwn(ProductSummary product, Caller caller) {
        return caller.may(STAFF) || (caller.may(WRITE) && product.vendorId().equals(vendor(caller)));
    }

    private static boolean isVisible(ProductSummary product, Caller caller) {
        return product.status().equals("APPROVED") || isOwn(product, caller);
    }

    private static String vendor(Caller caller) {
        return VendorId.actingAs(new PersonId(caller.actor())).value();
    }

    static void put(Map<String, String> set, String name, @Nullable Object value) {
        if (value != null) {
            set.put(name, value.toString());
        }
    }
}
