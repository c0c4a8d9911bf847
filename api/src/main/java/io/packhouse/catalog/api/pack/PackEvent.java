package io.packhouse.catalog.api.pack;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.serialization.Revision;

/// Events of the Pack aggregate. Names and shapes are permanent.
public sealed interface PackEvent {

    PackId packId();

    /// A pack was created; it is not on sale yet.
    @Revision("1")
    record PackDrafted(
            PackId packId,
            PackKind kind,
            String name,
            Sku sku,
            VendorId vendorId,
            TaxClass taxClass,
            SortedMap<Sku, Integer> contents,
            int termsVersion)
            implements PackEvent {}

    /// The terms of the pack were revised; later orders use them.
    @Revision("1")
    record PackTermsRevised(
            PackId packId, String name, TaxClass taxClass, SortedMap<Sku, Integer> contents, int termsVersion)
            implements PackEvent {}

    /// The price of one pack, net of tax, was set in one currency.
    @Revision("1")
    record PackPriceSet(PackId packId, Money price) implements PackEvent {}

    /// A manifest version was published; later orders pin it. Its lines are in the stream of the
    /// content.
    @Revision("1")
    record PackManifestPublished(PackId packId, int manifestVersion, ManifestContentId contentId, int lines, long units)
            implements PackEvent {}

    /// The images of the pack were changed; `images` lists them in order, the main image first.
    @Revision("1")
    record PackImagesChanged(PackId packId, List<Image> images) implements PackEvent {}

    /// The pack was put on sale.
    @Revision("1")
    record PackPublished(PackId packId, int termsVersion) implements PackEvent {}

    /// The pack was linked to a product as the offer of one variant; it is on sale only while the
    /// product is approved.
    @Revision("1")
    record PackLinkedToProduct(PackId packId, ProductId productId) implements PackEvent {}

    /// The pack was taken off sale until it is published again.
    @Revision("1")
    record PackUnpublished(PackId packId) implements PackEvent {}

    /// The pack was archived and can no longer be bought.
    @Revision("1")
    record PackArchived(PackId packId) implements PackEvent {}
}
