package io.packhouse.catalog.query;

import io.packhouse.catalog.api.CatalogueRefusal;
import io.packhouse.catalog.api.CategoryId;
import io.packhouse.catalog.query.CatalogueViews.BrandView;
import io.packhouse.catalog.query.CatalogueViews.CategoryView;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.shared.api.Refused;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Categories and brands; there are few, so they come whole.
@RestController
@ReadsFrom("projection-catalogue")
class CategoriesEndpoint {

    private final ProductQueries products;

    record Tree(List<CategoryView> items) {}

    record Brands(List<BrandView> items) {}

    CategoriesEndpoint(ProductQueries products) {
        this.products = products;
    }

    /// The tree from its top, by name.
    @GetMapping("/api/v1/categories")
    @Open
    Tree tree() {
        return new Tree(products.tree());
    }

    /// One category with what stands below it.
    @GetMapping("/api/v1/categories/{id}")
    @Open
    CategoryView category(@PathVariable CategoryId id) {
        return products.tree().stream()
                .flatMap(CategoriesEndpoint::all)
                .filter(category -> category.categoryId().equals(id.value()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refused(
                                        CatalogueRefusal.UNKNOWN_CATEGORY,
                                        Map.of("categoryId", id.value())));
    }

    @GetMapping("/api/v1/brands")
    @Open
    Brands brands() {
        return new Brands(products.brands());
    }

    private static Stream<CategoryView> all(CategoryView category) {
        return Stream.concat(
                Stream.of(category), category.children().stream().flatMap(CategoriesEndpoint::all));
    }
}
