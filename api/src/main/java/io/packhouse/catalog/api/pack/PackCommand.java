package io.packhouse.catalog.api.pack;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Pack aggregate.
public sealed interface PackCommand {

    /// Creates a pack that is not on sale yet. `contents` is what one pack takes from stock; empty
    /// means one unit of its own SKU. Repeating the command with the same data has no effect.
    record DraftPack(
            @TargetAggregateIdentifier PackId packId,
            PackKind kind,
            String name,
            Sku sku,
            VendorId vendorId,
            TaxClass taxClass,
            SortedMap<Sku, Integer> contents)
            implements PackCommand {}

    /// Changes name, tax class and contents; later orders use the next version of the terms.
    record RevisePackTerms(
            @TargetAggregateIdentifier PackId packId, String name, TaxClass taxClass, SortedMap<Sku, Integer> contents)
            implements PackCommand {}

    /// Sets the price of one pack, net of tax, in the currency of `price`.
    record SetPackPrice(@TargetAggregateIdentifier PackId packId, Money price) implements PackCommand {}

    /// Publishes the next manifest version, which later orders pin. The content must have been
    /// completed before; repeating the same content creates no new version.
    record PublishManifest(@TargetAggregateIdentifier PackId packId, ManifestContentId contentId, int lines, long units)
            implements PackCommand {}

    /// Appends images; their bytes must have been stored before. An image that the pack already has
    /// is left unchanged.
    record AddPackImages(@TargetAggregateIdentifier PackId packId, List<Image> images) implements PackCommand {}

    record RemovePackImage(@TargetAggregateIdentifier PackId packId, ImageId imageId) implements PackCommand {}

    /// Sorts the images; the first is the main image. `order` lists each image once.
    record ReorderPackImages(@TargetAggregateIdentifier PackId packId, List<ImageId> order) implements PackCommand {}

    /// Sets the alternative text of an image.
    record SetPackImageAltText(@TargetAggregateIdentifier PackId packId, ImageId imageId, String alt)
            implements PackCommand {}

    /// Puts the pack on sale. It needs a price.
    record PublishPack(@TargetAggregateIdentifier PackId packId) implements PackCommand {}

    /// Takes the pack off sale permanently.
    record ArchivePack(@TargetAggregateIdentifier PackId packId) implements PackCommand {}

    /// Returns a [PackQuote] for `quantity` packs: contents and current price. Records no event.
    record QuotePack(@TargetAggregateIdentifier PackId packId, int quantity, Currency currency)
            implements PackCommand {}
}
