package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.CatalogRefusal;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.query.product.CatalogViews.BrandView;
import io.packhouse.catalog.query.product.CatalogViews.CategoryView;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Categories and brands; the lists are short and not paginated.
@RestController
@ReadsProjections("projection-catalog")
class CategoriesEndpoint {

    private final ProductQueries products;

    record Tree(List<CategoryView> items) {}

    record Brands(List<BrandView> items) {}

    CategoriesEndpoint(ProductQueries products) {
        this.products = products;
    }

    /// The category tree, by name.
    @GetMapping("/api/v1/categories")
    @PublicEndpoint
    ResponseEntity<Tree> tree(WebRequest request) {
        var version = products.treeVersion(); // First: a version read later could be newer than the tree.
        return ETags.shared(request, version, new Tree(products.tree()));
    }

    /// One category with its subcategories.
    @GetMapping("/api/v1/categories/{id}")
    @PublicEndpoint
    ResponseEntity<CategoryView> category(@PathVariable CategoryId id, WebRequest request) {
        var version = products.treeVersion();
        var found = products.tree().stream()
                .flatMap(CategoriesEndpoint::all)
                .filter(category -> category.categoryId().equals(id.value()))
                .findFirst()
                .orElseThrow(() -> new CommandRejectedException(
                        CatalogRefusal.UNKNOWN_CATEGORY, Map.of("categoryId", id.value())));
        return ETags.shared(request, version, found);
    }

    @GetMapping("/api/v1/brands")
    @PublicEndpoint
    Brands brands() {
        return new Brands(products.brands());
    }

    @GetMapping("/api/v1/brands/{id}")
    @PublicEndpoint
    ResponseEntity<BrandView> brand(@PathVariable BrandId id, WebRequest request) {
        var found = products.brand(id)
                .orElseThrow(() ->
                        new CommandRejectedException(CatalogRefusal.UNKNOWN_BRAND, Map.of("brandId", id.value())));
        return ETags.shared(request, found.version(), found.view());
    }

    private static Stream<CategoryView> all(CategoryView category) {
        return Stream.concat(Stream.of(category), category.children().stream().flatMap(CategoriesEndpoint::all));
    }
}
