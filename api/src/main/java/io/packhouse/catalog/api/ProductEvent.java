package io.packhouse.catalog.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import org.axonframework.serialization.Revision;

/// Everything that can have happened to one product. Names and shapes are permanent.
public sealed interface ProductEvent {

    ProductId productId();

    /// A product was opened; nobody can buy it yet.
    @Revision("1")
    record ProductDrafted(
            ProductId productId, VendorId vendorId, ProductDetails content, int revision)
            implements ProductEvent {}

    /// It reads otherwise; `status` is what it is from now on.
    @Revision("1")
    record ProductRevised(
            ProductId productId, ProductDetails content, int revision, ProductStatus status)
            implements ProductEvent {}

    /// It can be had in one more variant, which is sold as that pack; `status` is what the product
    /// is from now on.
    @Revision("1")
    record VariantAdded(
            ProductId productId,
            Sku sku,
            String name,
            TaxClass taxClass,
            PackId packId,
            int revision,
            ProductStatus status)
            implements ProductEvent {}

    /// That variant is no longer had.
    @Revision("1")
    record VariantRetired(ProductId productId, Sku sku, PackId packId) implements ProductEvent {}

    /// It is shown by these images in this order from now on, the first standing for it; `status`
    /// is what the product is from now on.
    @Revision("1")
    record ProductImagesChanged(
            ProductId productId, List<Image> images, int revision, ProductStatus status)
            implements ProductEvent {}

    /// Its vendor wants it sold as it is in that revision.
    @Revision("1")
    record ProductSubmitted(ProductId productId, int revision) implements ProductEvent {}

    /// It is sold.
    @Revision("1")
    record ProductApproved(ProductId productId, int revision) implements ProductEvent {}

    /// It is not sold, for that reason.
    @Revision("1")
    record ProductRejected(ProductId productId, int revision, EncryptedPersonal<String> reason)
            implements ProductEvent {}

    /// It is never sold again.
    @Revision("1")
    record ProductArchived(ProductId productId) implements ProductEvent {}
}
