package io.packhouse.catalog.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.serialization.Revision;

/// Everything that can have happened to one pack. Names and shapes are permanent.
public sealed interface PackEvent {

    PackId packId();

    /// A pack was opened; nobody can buy it yet.
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

    /// Later orders get these terms.
    @Revision("1")
    record PackTermsRevised(
            PackId packId,
            String name,
            TaxClass taxClass,
            SortedMap<Sku, Integer> contents,
            int termsVersion)
            implements PackEvent {}

    /// What one pack costs, net of tax, in that currency.
    @Revision("1")
    record PackPriceSet(PackId packId, Money price) implements PackEvent {}

    /// Later orders pin this manifest version. Its lines are in the content's own stream.
    @Revision("1")
    record PackManifestPublished(
            PackId packId, int manifestVersion, ManifestContentId contentId, int lines, long units)
            implements PackEvent {}

    /// It is shown by these images in this order from now on, the first standing for it.
    @Revision("1")
    record PackImagesChanged(PackId packId, List<Image> images) implements PackEvent {}

    /// It can be bought.
    @Revision("1")
    record PackPublished(PackId packId, int termsVersion) implements PackEvent {}

    /// It is the offer of a variant of that product, and on sale only while the product is
    /// approved.
    @Revision("1")
    record PackLinkedToProduct(PackId packId, ProductId productId) implements PackEvent {}

    /// It cannot be bought until it is published again.
    @Revision("1")
    record PackUnpublished(PackId packId) implements PackEvent {}

    /// It can no longer be bought.
    @Revision("1")
    record PackArchived(PackId packId) implements PackEvent {}
}
