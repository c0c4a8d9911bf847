package io.packhouse.catalog.command.product;

import static io.packhouse.catalog.api.CatalogRefusal.*;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.product.ProductCommand.*;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.catalog.command.image.ImageGallery;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// State and decisions of one product. Pure: commands in, events out. Prices belong to the offers
/// of its variants, not to the product.
final class ProductState {

    private @Nullable ProductDrafted drafted;
    private @Nullable ProductDetails content;
    private ProductStatus status = ProductStatus.DRAFT;
    private int revision;
    private final SortedMap<Sku, VariantAdded> variants = new TreeMap<>();
    private ImageGallery imageGallery = ImageGallery.EMPTY;
    private final Set<Sku> retired = new HashSet<>(); // For good: its offer is archived.

    List<ProductEvent> decide(DraftProduct command) {
        var draft = new ProductDrafted(command.productId(), command.vendorId(), command.content(), 1);
        if (drafted != null) {
            if (drafted.equals(draft)) {
                return List.of();
            }
            throw new CommandRejectedException(
                    PRODUCT_EXISTS, Map.of("productId", command.productId().value()));
        }
        var events = new ArrayList<ProductEvent>(List.of(draft));
        var skus = new HashSet<Sku>();
        for (var variant : command.variants()) {
            if (!skus.add(variant.sku())) {
                throw new CommandRejectedException(
                        SKU_TAKEN, Map.of("sku", variant.sku().value()));
            }
            requireSkuAvailable(variant.sku(), command.stocked());
            events.add(added(command.productId(), variant, 1, ProductStatus.DRAFT));
        }
        return events;
    }

    List<ProductEvent> decide(ReviseProduct command) {
        requireEditableBy(command.by());
        return command.content().equals(content)
                ? List.of()
                : List.of(
                        new ProductRevised(command.productId(), command.content(), revision + 1, after(command.by())));
    }

    /// The events for a change of its images.
    List<ProductEvent> picture(ProductId id, @Nullable VendorId by, UnaryOperator<ImageGallery> change) {
        requireEditableBy(by);
        var after = change.apply(imageGallery);
        return after.equals(imageGallery)
                ? List.of()
                : List.of(new ProductImagesChanged(id, after.images(), revision + 1, after(by)));
    }

    List<ProductEvent> decide(AddVariant command) {
        requireEditableBy(command.by());
        if (variants.containsKey(command.variant().sku())) {
            return List.of();
        }
        requireSkuAvailable(command.variant().sku(), command.stocked());
        return List.of(added(command.productId(), command.variant(), revision + 1, after(command.by())));
    }

    List<ProductEvent> decide(RetireVariant command) {
        requireEditableBy(command.by());
        if (retired.contains(command.sku())) {
            return List.of();
        }
        var variant = variant(command.sku());
        return List.of(new VariantRetired(command.productId(), command.sku(), variant.packId()));
    }

    /// `unpriced` are the variants whose offers have no price.
    List<ProductEvent> decide(SubmitProduct command, Collection<Sku> unpriced) {
        requireEditableBy(command.by());
        if (status == ProductStatus.SUBMITTED) {
            return List.of();
        }
        if (status == ProductStatus.APPROVED) {
            throw new CommandRejectedException(ALREADY_APPROVED);
        }
        var missing = missing(unpriced);
        if (!missing.isEmpty()) {
            throw new CommandRejectedException(PRODUCT_INCOMPLETE, Map.of("missing", missing));
        }
        return List.of(new ProductSubmitted(command.productId(), revision));
    }

    List<ProductEvent> decide(ApproveProduct command) {
        if (isDecided(ProductStatus.APPROVED, command.revision())) {
            return List.of();
        }
        requireReviewed(command.revision(), Set.of(ProductStatus.SUBMITTED));
        return List.of(new ProductApproved(command.productId(), revision));
    }

    List<ProductEvent> decide(RejectProduct command) {
        if (isDecided(ProductStatus.REJECTED, command.revision())) {
            return List.of();
        }
        requireReviewed(command.revision(), Set.of(ProductStatus.SUBMITTED, ProductStatus.APPROVED));
        return List.of(new ProductRejected(command.productId(), revision, command.reason()));
    }

    List<ProductEvent> decide(ArchiveProduct command) {
        requireOwner(command.by());
        return status == ProductStatus.ARCHIVED ? List.of() : List.of(new ProductArchived(command.productId()));
    }

    void evolve(ProductEvent event) {
        switch (event) {
            case ProductDrafted e -> {
                drafted = e;
                content = e.content();
                revision = e.revision();
            }
            case ProductRevised e -> {
                content = e.content();
                revision = e.revision();
                status = e.status();
            }
            case VariantAdded e -> {
                variants.put(e.sku(), e);
                revision = e.revision();
                status = e.status();
            }
            case ProductImagesChanged e -> {
                imageGallery = new ImageGallery(e.images());
                revision = e.revision();
                status = e.status();
            }
            case VariantRetired e -> {
                variants.remove(e.sku());
                retired.add(e.sku());
            }
            case ProductSubmitted _ -> status = ProductStatus.SUBMITTED;
            case ProductApproved _ -> status = ProductStatus.APPROVED;
            case ProductRejected _ -> status = ProductStatus.REJECTED;
            case ProductArchived _ -> status = ProductStatus.ARCHIVED;
        }
    }

    ProductStatus status() {
        return status;
    }

    VendorId vendor() {
        return Objects.requireNonNull(drafted).vendorId();
    }

    Collection<VariantAdded> variants() {
        return List.copyOf(variants.values());
    }

    VariantAdded variant(Sku sku) {
        var variant = variants.get(sku);
        if (variant == null) {
            throw new CommandRejectedException(UNKNOWN_VARIANT, Map.of("sku", sku.value()));
        }
        return variant;
    }

    /// A vendor sees only his own products, so the existence of others is not revealed.
    void requireEditableBy(@Nullable VendorId by) {
        requireOwner(by);
        if (status == ProductStatus.ARCHIVED) {
            throw new CommandRejectedException(PRODUCT_ARCHIVED);
        }
    }

    ProductDetails content() {
        return Objects.requireNonNull(content);
    }

    private void requireOwner(@Nullable VendorId by) {
        if (by != null && !by.equals(vendor())) {
            throw new CommandRejectedException(UNKNOWN_PRODUCT);
        }
    }

    private static void requireSkuAvailable(Sku sku, Set<Sku> stocked) {
        if (stocked.contains(sku)) {
            throw new CommandRejectedException(SKU_HAS_STOCK_HISTORY, Map.of("sku", sku.value()));
        }
    }

    private boolean isDecided(ProductStatus decision, int seen) {
        return status == decision && revision == seen;
    }

    /// A decision of the staff applies only to the revision they reviewed.
    private void requireReviewed(int seen, Set<ProductStatus> decidable) {
        if (seen != revision) {
            throw new CommandRejectedException(REVISION_CONFLICT, Map.of("seen", seen, "revision", revision));
        }
        if (!decidable.contains(status)) {
            throw new CommandRejectedException(NOT_SUBMITTED, Map.of("productStatus", status.name()));
        }
    }

    /// A change by staff keeps the approval; a change by a vendor requires a new review.
    private ProductStatus after(@Nullable VendorId by) {
        return by == null && status == ProductStatus.APPROVED ? status : ProductStatus.DRAFT;
    }

    private List<String> missing(Collection<Sku> unpriced) {
        var missing = new ArrayList<String>();
        if (content().categoryId() == null) {
            missing.add("category");
        }
        if (variants.isEmpty()) {
            missing.add("variant");
        }
        unpriced.forEach(sku -> missing.add("price of " + sku));
        return missing;
    }

    private static VariantAdded added(ProductId id, Variant variant, int revision, ProductStatus status) {
        return new VariantAdded(
                id, variant.sku(), variant.name(), variant.taxClass(), PackId.offerOf(variant.sku()), revision, status);
    }
}
