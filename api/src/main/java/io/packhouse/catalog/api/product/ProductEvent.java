package io.packhouse.catalog.api.product;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import org.axonframework.serialization.Revision;

/// Events of the Product aggregate. Names and shapes are permanent.
public sealed interface ProductEvent {

    ProductId productId();

    /// A product was created; it is not on sale yet.
    @Revision("1")
    record ProductDrafted(ProductId productId, VendorId vendorId, ProductDetails content, int revision)
            implements ProductEvent {}

    /// The product details were revised; `status` is the product's new status.
    @Revision("1")
    record ProductRevised(ProductId productId, ProductDetails content, int revision, ProductStatus status)
            implements ProductEvent {}

    /// A variant was added, sold as pack `packId`; `status` is the product's new status.
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

    /// The variant was retired.
    @Revision("1")
    record VariantRetired(ProductId productId, Sku sku, PackId packId) implements ProductEvent {}

    /// The images of the product were changed; `images` lists them in order, the main image first;
    /// `status` is the product's new status.
    @Revision("1")
    record ProductImagesChanged(ProductId productId, List<Image> images, int revision, ProductStatus status)
            implements ProductEvent {}

    /// The product was submitted for approval in that revision.
    @Revision("1")
    record ProductSubmitted(ProductId productId, int revision) implements ProductEvent {}

    /// The revision was approved; the product is on sale.
    @Revision("1")
    record ProductApproved(ProductId productId, int revision) implements ProductEvent {}

    /// The product was rejected and is not on sale.
    @Revision("1")
    record ProductRejected(ProductId productId, int revision, EncryptedPersonal<String> reason)
            implements ProductEvent {}

    /// The product was archived permanently.
    @Revision("1")
    record ProductArchived(ProductId productId) implements ProductEvent {}
}
