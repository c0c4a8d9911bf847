package io.packhouse.catalog.api.product;

import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Commands of the Product aggregate. `by` is the requesting vendor, null for the shop's staff: a
/// vendor's change to an approved product takes it off sale until it is approved again.
public sealed interface ProductCommand {

    ProductId productId();

    /// Creates a product that is not on sale yet, with an offer for each variant. `stocked` are the
    /// SKUs of which the shop has stocked goods; vendors may not use them.
    record DraftProduct(
            @TargetAggregateIdentifier ProductId productId,
            VendorId vendorId,
            ProductDetails content,
            List<Variant> variants,
            Set<Sku> stocked)
            implements ProductCommand {}

    /// Changes the product details.
    record ReviseProduct(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            ProductDetails content) implements ProductCommand {}

    record AddVariant(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            Variant variant,
            Set<Sku> stocked) implements ProductCommand {}

    /// Retires a variant and its offer permanently.
    record RetireVariant(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            Sku sku) implements ProductCommand {}

    /// Sets the price of a variant, net of tax, in the currency of `price`.
    record SetVariantPrice(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            Sku sku,
            Money price) implements ProductCommand {}

    /// Submits the product for approval.
    record SubmitProduct(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by) implements ProductCommand {}

    /// Approves exactly that revision for sale.
    record ApproveProduct(@TargetAggregateIdentifier ProductId productId, int revision) implements ProductCommand {}

    /// Rejects a submitted product, or withdraws an approval.
    record RejectProduct(@TargetAggregateIdentifier ProductId productId, int revision, EncryptedPersonal<String> reason)
            implements ProductCommand {}

    /// Archives the product and all its offers permanently.
    record ArchiveProduct(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by) implements ProductCommand {}

    /// Appends images; their bytes must have been stored before. An image that the product already
    /// has is left unchanged.
    record AddProductImages(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            List<Image> images) implements ProductCommand {}

    record RemoveProductImage(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            ImageId imageId) implements ProductCommand {}

    /// Sorts the images; the first is the main image. `order` lists each image once.
    record ReorderProductImages(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            List<ImageId> order) implements ProductCommand {}

    /// Sets the alternative text of an image.
    record SetProductImageAltText(
            @TargetAggregateIdentifier ProductId productId,
            @Nullable VendorId by,
            ImageId imageId,
            String alt) implements ProductCommand {}
}
