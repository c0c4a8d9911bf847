package io.packhouse.catalog.projection;

import static io.packhouse.projecting.Sealed.sealed;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.brand.BrandEvent;
import io.packhouse.catalog.api.brand.BrandEvent.*;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.category.CategoryTreeId;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.api.StockMovementId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A catalog with every kind of event. Stock comes before its variant and offers before their
/// product, as in production.
final class CatalogStory {

    static final CategoryTreeId TREE = CategoryTreeId.MAIN;
    static final CategoryId FOOD = new CategoryId("cat_01jd0000000000000000000001");
    static final CategoryId DRINKS = new CategoryId("cat_01jd0000000000000000000002");
    static final CategoryId TEA = new CategoryId("cat_01jd0000000000000000000003");
    static final CategoryId GIFTS = new CategoryId("cat_01jd0000000000000000000004");
    static final BrandId ACME = BrandId.named("Acme");
    static final ProductId ASSAM = new ProductId("prd_01jd0000000000000000000001");
    static final ProductId CUP = new ProductId("prd_01jd0000000000000000000002");
    static final ProductId POT = new ProductId("prd_01jd0000000000000000000003");
    static final Sku SMALL = new Sku("ASSAM-100");
    static final Sku LARGE = new Sku("ASSAM-500");
    static final Sku WHITE = new Sku("CUP-WHITE");

    private CatalogStory() {}

    static String stream(Object event) {
        return switch (event) {
            case ProductEvent e -> e.productId().value();
            case PackEvent e -> e.packId().value();
            case CategoryEvent e -> e.treeId().value();
            case BrandEvent e -> e.brandId().value();
            case InventoryItemEvent e -> e.itemId().value();
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    static List<Object> all() {
        return List.of(
                new CategoryAdded(TREE, FOOD, null, "Food", List.of(FOOD)),
                new CategoryAdded(TREE, DRINKS, FOOD, "Drinks", List.of(FOOD, DRINKS)),
                new CategoryAdded(TREE, TEA, DRINKS, "Tea", List.of(FOOD, DRINKS, TEA)),
                new CategoryAdded(TREE, GIFTS, null, "Gifts", List.of(GIFTS)),
                new BrandRegistered(ACME, "Acme"),
                new StockReceived(item(SMALL), new StockMovementId("mov_1"), 5, sealed("delivery"), 5, 5),
                drafted(SMALL, "Assam, 100 g"),
                tied(SMALL, ASSAM),
                priced(SMALL, 690, "EUR"),
                priced(SMALL, 900, "JPY"),
                new ProductDrafted(
                        ASSAM, VendorId.SHOP, new ProductDetails("Assam", "Black tea from the valley", ACME, TEA), 1),
                added(ASSAM, SMALL, "100 g", ProductStatus.DRAFT),
                drafted(LARGE, "Assam, 500 g"),
                tied(LARGE, ASSAM),
                priced(LARGE, 590, "EUR"),
                added(ASSAM, LARGE, "500 g", ProductStatus.DRAFT),
                new ProductSubmitted(ASSAM, 1),
                new PackPublished(offer(SMALL), 1),
                new PackPublished(offer(LARGE), 1),
                new ProductApproved(ASSAM, 1),
                drafted(WHITE, "Cup"),
                tied(WHITE, CUP),
                new ProductDrafted(CUP, VendorId.SHOP, new ProductDetails("Cup", "", null, GIFTS), 1),
                added(CUP, WHITE, "", ProductStatus.DRAFT),
                new ProductImagesChanged(
                        CUP,
                        List.of(PackProjectionTest.image("0a"), PackProjectionTest.image("0b")),
                        1,
                        ProductStatus.DRAFT),
                new PackImagesChanged(offer(WHITE), List.of(PackProjectionTest.image("0b"))),
                new ProductSubmitted(CUP, 1),
                new ProductRejected(CUP, 1, sealed("No picture")),
                new ProductDrafted(POT, VendorId.SHOP, new ProductDetails("Pot", "", null, null), 1),
                new CategoryRenamed(TREE, DRINKS, "Beverages"),
                new BrandRenamed(ACME, "Acme Trading"),
                new BrandNameReserved(BrandId.named("Acme Trading"), ACME, "Acme Trading"),
                new CategoryMoved(TREE, DRINKS, FOOD, GIFTS, List.of(GIFTS, DRINKS)),
                new StockReserved(
                        item(SMALL),
                        new ReservationId("res_1"),
                        new OwnerReference("ord_1"),
                        2,
                        Instant.parse("2026-11-21T12:00:00Z"),
                        new TreeSet<>(List.of(item(SMALL))),
                        3),
                priced(SMALL, 650, "EUR"),
                new PackManifestPublished(offer(SMALL), 1, new ManifestContentId("mfc_" + "0a".repeat(32)), 3, 15),
                new PackTermsRevised(offer(SMALL), "Assam, 100 g", TaxClass.REDUCED, new TreeMap<>(), 2),
                new PackArchived(offer(LARGE)),
                new VariantRetired(ASSAM, LARGE, offer(LARGE)),
                new PackUnpublished(offer(SMALL)),
                new ProductRevised(
                        ASSAM, new ProductDetails("Assam gold", "Black tea", ACME, TEA), 2, ProductStatus.DRAFT),
                new ProductSubmitted(ASSAM, 2),
                new PackPublished(offer(SMALL), 2),
                new ProductApproved(ASSAM, 2),
                new CategoryRemoved(TREE, TEA, DRINKS),
                new ProductArchived(POT));
    }

    static PackId offer(Sku sku) {
        return PackId.offerOf(sku);
    }

    static PackPriceSet priced(Sku sku, long minor, String currency) {
        return new PackPriceSet(offer(sku), new Money(minor, Currency.getInstance(currency)));
    }

    private static InventoryItemId item(Sku sku) {
        return new InventoryItemId("inv_main_" + sku);
    }

    private static PackDrafted drafted(Sku sku, String name) {
        return new PackDrafted(
                offer(sku), PackKind.OFFER, name, sku, VendorId.SHOP, TaxClass.REDUCED, new TreeMap<>(), 1);
    }

    private static PackLinkedToProduct tied(Sku sku, ProductId product) {
        return new PackLinkedToProduct(offer(sku), product);
    }

    private static VariantAdded added(ProductId product, Sku sku, String name, ProductStatus status) {
        return new VariantAdded(product, sku, name, TaxClass.REDUCED, offer(sku), 1, status);
    }
}
