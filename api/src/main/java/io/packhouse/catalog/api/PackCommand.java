package io.packhouse.catalog.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of a pack.
public sealed interface PackCommand {

    /// Opens a pack that nobody can buy yet. `contents` is what one pack takes from stock; empty
    /// means one unit of its own SKU. Drafting the same pack twice with the same words is drafting
    /// it once.
    record DraftPack(
            @TargetAggregateIdentifier PackId packId,
            PackKind kind,
            String name,
            Sku sku,
            VendorId vendorId,
            TaxClass taxClass,
            SortedMap<Sku, Integer> contents)
            implements PackCommand {}

    /// Changes name, tax class and contents; later orders get the next version of the terms.
    record RevisePackTerms(
            @TargetAggregateIdentifier PackId packId,
            String name,
            TaxClass taxClass,
            SortedMap<Sku, Integer> contents)
            implements PackCommand {}

    /// What one pack costs, net of tax, in the currency of `price`.
    record SetPackPrice(@TargetAggregateIdentifier PackId packId, Money price)
            implements PackCommand {}

    /// Says line by line what is inside. The content is recorded and sealed before. Later orders
    /// pin the next manifest version; the same content again is no new version.
    record PublishManifest(
            @TargetAggregateIdentifier PackId packId,
            ManifestContentId contentId,
            int lines,
            long units)
            implements PackCommand {}

    /// Shows it by these images too, after those it has; the bytes are stored before. One it has
    /// already stays as it is.
    record AddPackImages(@TargetAggregateIdentifier PackId packId, List<Image> images)
            implements PackCommand {}

    record RemovePackImage(@TargetAggregateIdentifier PackId packId, ImageId imageId)
            implements PackCommand {}

    /// The first is the one that stands for it; `order` names each image once.
    record ReorderPackImages(@TargetAggregateIdentifier PackId packId, List<ImageId> order)
            implements PackCommand {}

    /// Says in words what that image shows.
    record SetPackImageAltText(
            @TargetAggregateIdentifier PackId packId, ImageId imageId, String alt)
            implements PackCommand {}

    /// From now on it can be bought. Needs a price.
    record PublishPack(@TargetAggregateIdentifier PackId packId) implements PackCommand {}

    /// From now on it cannot be bought.
    record ArchivePack(@TargetAggregateIdentifier PackId packId) implements PackCommand {}

    /// What would `quantity` packs be and cost now? Answers a [PackQuote] and records nothing.
    record QuotePack(@TargetAggregateIdentifier PackId packId, int quantity, Currency currency)
            implements PackCommand {}
}
