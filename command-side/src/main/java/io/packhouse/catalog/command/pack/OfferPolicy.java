package io.packhouse.catalog.command.pack;

import static io.packhouse.catalog.api.CatalogRefusal.SKU_TAKEN;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.product.ProductCommand.*;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.VendorId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// An offer follows its product: it has the product's name, and is on sale only while the product
/// is approved and the offer has a price. Pure: events of a product in, changes of its offers out.
public final class OfferPolicy {

    /// The events depend on the state of the offer when it is changed.
    public record OfferChange(PackId offer, Function<PackState, List<PackEvent>> decision) {}

    private OfferPolicy() {}

    /// The changes after one event, in this order.
    public static Stream<OfferChange> after(ProductEvent event, Collection<VariantAdded> variants) {
        return switch (event) {
            case ProductRevised e ->
                Stream.concat(renamed(e.content(), variants), unpublishedUnlessApproved(e.status(), variants));
            case ProductImagesChanged e -> unpublishedUnlessApproved(e.status(), variants);
            case VariantAdded e when e.status() == ProductStatus.APPROVED -> published(List.of(e));
            case VariantAdded _ -> unpublished(variants);
            case VariantRetired e -> Stream.of(new OfferChange(e.packId(), offer -> offer.archive(e.packId())));
            case ProductApproved _ -> published(variants);
            case ProductRejected _ -> unpublished(variants);
            case ProductArchived _ -> each(variants, PackState::archive);
            case ProductSubmitted _, ProductDrafted _ -> Stream.empty();
        };
    }

    public static Stream<OfferChange> opened(DraftProduct command) {
        return command.variants().stream()
                .sorted(Comparator.comparing(Variant::sku))
                .map(variant -> opened(command.productId(), command.vendorId(), command.content(), variant));
    }

    public static OfferChange opened(AddVariant command, VendorId vendor, ProductDetails content) {
        return opened(command.productId(), vendor, content, command.variant());
    }

    public static Stream<OfferChange> published(Collection<VariantAdded> variants) {
        return each(variants, PackState::publishIfPriced);
    }

    /// A price needs no approval; the first one puts the offer of an approved product on sale.
    public static Stream<OfferChange> priced(VariantAdded variant, Money price, ProductStatus status) {
        var id = variant.packId();
        var priced = new OfferChange(id, offer -> offer.price(id, price));
        return status == ProductStatus.APPROVED
                ? Stream.concat(Stream.of(priced), published(List.of(variant)))
                : Stream.of(priced);
    }

    private static OfferChange opened(ProductId product, VendorId vendor, ProductDetails content, Variant variant) {
        var id = PackId.offerOf(variant.sku());
        var events = new ArrayList<PackEvent>();
        events.add(new PackDrafted(
                id,
                PackKind.OFFER,
                name(content, variant.name()),
                variant.sku(),
                vendor,
                variant.taxClass(),
                new TreeMap<>(),
                1));
        events.add(new PackLinkedToProduct(id, product));
        variant.prices().forEach(price -> events.add(new PackPriceSet(id, price)));
        return new OfferChange(id, offer -> {
            if (offer.isDrafted()) {
                throw new CommandRejectedException(
                        SKU_TAKEN, Map.of("sku", variant.sku().value()));
            }
            return events;
        });
    }

    private static Stream<OfferChange> renamed(ProductDetails content, Collection<VariantAdded> variants) {
        return variants.stream()
                .map(variant -> new OfferChange(
                        variant.packId(), offer -> offer.rename(variant.packId(), name(content, variant.name()))));
    }

    private static Stream<OfferChange> unpublishedUnlessApproved(
            ProductStatus status, Collection<VariantAdded> variants) {
        return status == ProductStatus.APPROVED ? Stream.empty() : unpublished(variants);
    }

    private static Stream<OfferChange> unpublished(Collection<VariantAdded> variants) {
        return each(variants, PackState::unpublish);
    }

    private static Stream<OfferChange> each(
            Collection<VariantAdded> variants, BiFunction<PackState, PackId, List<PackEvent>> decision) {
        return variants.stream()
                .map(VariantAdded::packId)
                .sorted()
                .map(id -> new OfferChange(id, offer -> decision.apply(offer, id)));
    }

    private static String name(ProductDetails content, String variant) {
        return variant.isEmpty() ? content.name() : content.name() + ", " + variant;
    }
}
