package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.*;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.ProductCommand.AddVariant;
import io.packhouse.catalog.api.ProductCommand.ApproveProduct;
import io.packhouse.catalog.api.ProductCommand.ArchiveProduct;
import io.packhouse.catalog.api.ProductCommand.DraftProduct;
import io.packhouse.catalog.api.ProductCommand.RejectProduct;
import io.packhouse.catalog.api.ProductCommand.RetireVariant;
import io.packhouse.catalog.api.ProductCommand.ReviseProduct;
import io.packhouse.catalog.api.ProductCommand.SubmitProduct;
import io.packhouse.catalog.api.ProductContent;
import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductEvent.*;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.api.ProductStatus;
import io.packhouse.catalog.api.Variant;
import io.packhouse.shared.api.Refused;
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

/// What one product knows and decides. Pure: commands in, events out, events in. Prices are not its
/// own: they lie with the offers of its variants.
final class Merchandise {

    private @Nullable ProductDrafted drafted;
    private @Nullable ProductContent content;
    private ProductStatus status = ProductStatus.DRAFT;
    private int revision;
    private final SortedMap<Sku, VariantAdded> variants = new TreeMap<>();
    private Album album = Album.EMPTY;
    private final Set<Sku> retired = new HashSet<>(); // For good: its offer is archived.

    List<ProductEvent> decide(DraftProduct ask) {
        var draft = new ProductDrafted(ask.productId(), ask.vendorId(), ask.content(), 1);
        if (drafted != null) {
            if (drafted.equals(draft)) {
                return List.of();
            }
            throw new Refused(PRODUCT_EXISTS, Map.of("productId", ask.productId().value()));
        }
        var events = new ArrayList<ProductEvent>(List.of(draft));
        var skus = new HashSet<Sku>();
        for (var variant : ask.variants()) {
            if (!skus.add(variant.sku())) {
                throw new Refused(SKU_TAKEN, Map.of("sku", variant.sku().value()));
            }
            mustBeFree(variant.sku(), ask.stocked());
            events.add(added(ask.productId(), variant, 1, ProductStatus.DRAFT));
        }
        return events;
    }

    List<ProductEvent> decide(ReviseProduct ask) {
        mustChange(ask.by());
        return ask.content().equals(content)
                ? List.of()
                : List.of(
                        new ProductRevised(
                                ask.productId(), ask.content(), revision + 1, after(ask.by())));
    }

    /// What a change of its images comes to.
    List<ProductEvent> picture(ProductId id, @Nullable VendorId by, UnaryOperator<Album> change) {
        mustChange(by);
        var after = change.apply(album);
        return after.equals(album)
                ? List.of()
                : List.of(new ProductPictured(id, after.images(), revision + 1, after(by)));
    }

    List<ProductEvent> decide(AddVariant ask) {
        mustChange(ask.by());
        if (variants.containsKey(ask.variant().sku())) {
            return List.of();
        }
        mustBeFree(ask.variant().sku(), ask.stocked());
        return List.of(added(ask.productId(), ask.variant(), revision + 1, after(ask.by())));
    }

    List<ProductEvent> decide(RetireVariant ask) {
        mustChange(ask.by());
        if (retired.contains(ask.sku())) {
            return List.of();
        }
        var variant = variant(ask.sku());
        return List.of(new VariantRetired(ask.productId(), ask.sku(), variant.packId()));
    }

    /// `unpriced` are the variants whose offers have no price.
    List<ProductEvent> decide(SubmitProduct ask, Collection<Sku> unpriced) {
        mustChange(ask.by());
        return approval().submit(ask.productId(), missing(unpriced));
    }

    List<ProductEvent> decide(ApproveProduct ask) {
        return approval().decide(ask);
    }

    List<ProductEvent> decide(RejectProduct ask) {
        return approval().decide(ask);
    }

    List<ProductEvent> decide(ArchiveProduct ask) {
        mustBelongTo(ask.by());
        return status == ProductStatus.ARCHIVED
                ? List.of()
                : List.of(new ProductArchived(ask.productId()));
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
            case ProductPictured e -> {
                album = new Album(e.images());
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
            throw new Refused(UNKNOWN_VARIANT, Map.of("sku", sku.value()));
        }
        return variant;
    }

    /// A vendor sees no product but his own, so he is not told that there is one.
    void mustChange(@Nullable VendorId by) {
        mustBelongTo(by);
        if (status == ProductStatus.ARCHIVED) {
            throw new Refused(PRODUCT_ARCHIVED);
        }
    }

    /// What an offer is called on its own.
    static String offerName(ProductContent content, String variant) {
        return variant.isEmpty() ? content.name() : content.name() + ", " + variant;
    }

    ProductContent content() {
        return Objects.requireNonNull(content);
    }

    private void mustBelongTo(@Nullable VendorId by) {
        if (by != null && !by.equals(vendor())) {
            throw new Refused(UNKNOWN_PRODUCT);
        }
    }

    private static void mustBeFree(Sku sku, Set<Sku> stocked) {
        if (stocked.contains(sku)) {
            throw new Refused(SKU_STOCKED, Map.of("sku", sku.value()));
        }
    }

    ProductStatus after(@Nullable VendorId by) {
        return approval().after(by);
    }

    private Approval approval() {
        return new Approval(status, revision);
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

    private static VariantAdded added(
            ProductId id, Variant variant, int revision, ProductStatus status) {
        return new VariantAdded(
                id,
                variant.sku(),
                variant.name(),
                variant.taxClass(),
                PackId.offerOf(variant.sku()),
                revision,
                status);
    }
}
