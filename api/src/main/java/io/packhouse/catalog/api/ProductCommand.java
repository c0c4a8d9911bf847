package io.packhouse.catalog.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// What may be asked of a product. `by` is the vendor who asks, and null for the shop's own staff:
/// a vendor's change to an approved product takes it off sale until it is approved again.
public sealed interface ProductCommand {

    ProductId productId();

    /// Opens a product that nobody can buy yet, and an offer for each variant. `stocked` are the
    /// SKUs the house has goods of already: no vendor gets those.
    record DraftProduct(
            @TargetAggregateIdentifier ProductId productId,
            VendorId vendorId,
            ProductDetails content,
            List<Variant> variants,
            Set<Sku> stocked)
            implements ProductCommand {}

    /// Changes what people read about it.
    record ReviseProduct(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            ProductDetails content)
            implements ProductCommand {}

    record AddVariant(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            Variant variant,
            Set<Sku> stocked)
            implements ProductCommand {}

    /// Ends that variant and its offer for good.
    record RetireVariant(
            @TargetAggregateIdentifier ProductId productId, @Nullable VendorId by, Sku sku)
            implements ProductCommand {}

    /// What one of that variant costs, net of tax, in the currency of `price`.
    record SetVariantPrice(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            Sku sku,
            Money price)
            implements ProductCommand {}

    /// Asks the shop to let it be sold.
    record SubmitProduct(@TargetAggregateIdentifier ProductId productId, @Nullable VendorId by)
            implements ProductCommand {}

    /// Lets exactly that revision be sold.
    record ApproveProduct(@TargetAggregateIdentifier ProductId productId, int revision)
            implements ProductCommand {}

    /// Does not let it be sold, or no longer.
    record RejectProduct(
            @TargetAggregateIdentifier ProductId productId,
            int revision,
            EncryptedPersonal<String> reason)
            implements ProductCommand {}

    /// Ends it and all its offers for good.
    record ArchiveProduct(@TargetAggregateIdentifier ProductId productId, @Nullable VendorId by)
            implements ProductCommand {}

    /// Shows it by these images too, after those it has; the bytes are stored before. One it has
    /// already stays as it is.
    record AddProductImages(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            List<Image> images)
            implements ProductCommand {}

    record RemoveProductImage(
            @TargetAggregateIdentifier ProductId productId, @Nullable VendorId by, ImageId imageId)
            implements ProductCommand {}

    /// The first is the one that stands for it; `order` names each image once.
    record ReorderProductImages(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            List<ImageId> order)
            implements ProductCommand {}

    /// Says in words what that image shows.
    record SetProductImageAltText(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            ImageId imageId,
            String alt)
            implements ProductCommand {}
}
