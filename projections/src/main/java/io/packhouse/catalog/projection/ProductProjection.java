package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.brand.BrandEvent;
import io.packhouse.catalog.api.brand.BrandEvent.*;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.Location;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// The catalog for search: products with prices, stock, and the names of their category and brand.
/// It depends on the order of events across streams, so it runs in one segment.
@Component
@ProcessingGroup(ProductProjection.GROUP)
class ProductProjection {

    static final String GROUP = "projection-catalog";

    private final SearchWords words;
    private final ProductRows products;
    private final VariantRows variants;
    private final CategoryRows categories;

    ProductProjection(ProjectionSchema schema) {
        var table = schema.table("catalog_product");
        words = new SearchWords(schema.table("catalog_word"));
        products = new ProductRows(table, words);
        variants = new VariantRows(table, schema.table("catalog_variant").inOrderWith(table));
        categories = new CategoryRows(
                table,
                schema.table("catalog_category").inOrderWith(table),
                schema.table("catalog_tree").inOrderWith(table),
                schema.table("catalog_brand").inOrderWith(table),
                words);
    }

    @EventHandler
    void on(ProductEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case ProductDrafted e -> products.draft(e, context);
            case ProductRevised e -> products.revise(e, context);
            case VariantAdded e -> {
                products.status(e, e.status(), e.revision(), context);
                variants.add(e, context);
            }
            case ProductImagesChanged e -> products.picture(e, context);
            case VariantRetired e -> variants.retire(e, context);
            case ProductSubmitted e -> products.submit(e, context);
            case ProductApproved e -> products.status(e, ProductStatus.APPROVED, e.revision(), context);
            case ProductRejected e -> products.reject(e, context);
            case ProductArchived e -> products.archive(e, context);
        }
        products.version(event, context);
    }

    @EventHandler
    void on(PackEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case PackPriceSet e -> variants.price(e, context);
            case PackPublished e -> variants.sale(e, true, context);
            case PackUnpublished e -> variants.sale(e, false, context);
            case PackArchived e -> variants.sale(e, false, context);
            case PackDrafted e -> variants.offer(e, context);
            case PackLinkedToProduct _, PackTermsRevised _, PackManifestPublished _, PackImagesChanged _ -> {}
        }
    }

    @EventHandler
    void on(CategoryEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case CategoryAdded e -> categories.add(e, context);
            case CategoryRenamed e -> categories.rename(e, context);
            case CategoryMoved e -> categories.move(e, context);
            case CategoryRemoved e -> categories.remove(e);
        }
        categories.version(event, context);
    }

    @EventHandler
    void on(BrandEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case BrandRegistered e -> categories.brand(e.brandId(), e.name(), context);
            case BrandRenamed e -> categories.brand(e.brandId(), e.name(), context);
            case BrandNameReserved _ -> {} // Reserves a name; there is no brand to show.
        }
    }

    @EventHandler
    void on(InventoryItemEvent event, TrackedEventMessage<?> message) {
        if (!event.itemId().location().equals(Location.MAIN)) {
            return; // Offers are sold from the main location.
        }
        var sku = event.itemId().sku();
        var context = EventContext.of(message);
        switch (event) {
            case StockReceived e -> variants.stock(sku, e.available(), context);
            case StockCorrected e -> variants.stock(sku, e.available(), context);
            case StockReturned e -> variants.stock(sku, e.available(), context);
            case StockReserved e -> variants.stock(sku, e.available(), context);
            case ReservationCommitted e -> variants.stock(sku, e.available(), context);
            case ReservationReleased e -> variants.stock(sku, e.available(), context);
            case ReservationExpired e -> variants.stock(sku, e.available(), context);
            case StockDispatched e -> variants.stock(sku, e.available(), context);
            case ReservationRefused _, ReservationCommitRejected _, LowStockThresholdSet _, LowStockReached _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        products.empty();
        variants.empty();
        categories.empty();
        words.empty();
    }
}
