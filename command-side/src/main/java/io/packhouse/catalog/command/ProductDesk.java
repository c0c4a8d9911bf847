package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.SKU_TAKEN;

import io.packhouse.catalog.api.PackCommand.SetPrice;
import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackEvent.PackDrafted;
import io.packhouse.catalog.api.PackEvent.PackPriced;
import io.packhouse.catalog.api.PackEvent.PackTied;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackKind;
import io.packhouse.catalog.api.ProductCommand.AddVariant;
import io.packhouse.catalog.api.ProductCommand.ApproveProduct;
import io.packhouse.catalog.api.ProductCommand.ArchiveProduct;
import io.packhouse.catalog.api.ProductCommand.DraftProduct;
import io.packhouse.catalog.api.ProductCommand.PriceVariant;
import io.packhouse.catalog.api.ProductCommand.RejectProduct;
import io.packhouse.catalog.api.ProductCommand.RetireVariant;
import io.packhouse.catalog.api.ProductCommand.ReviseProduct;
import io.packhouse.catalog.api.ProductCommand.SubmitProduct;
import io.packhouse.catalog.api.ProductContent;
import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductEvent.VariantAdded;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.api.ProductStatus;
import io.packhouse.catalog.api.Variant;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A product and the offers of its variants, in one transaction: so there is no moment in which an
/// unapproved product can be bought. What happens to the product is recorded last.
@Component
class ProductDesk {

    private final Repository<Product> products;
    private final Repository<Pack> packs;

    ProductDesk(Repository<Product> products, Repository<Pack> packs) {
        this.products = products;
        this.packs = packs;
    }

    @CommandHandler
    void handle(DraftProduct ask) {
        var known = loadOrNull(ask.productId());
        var events =
                known == null
                        ? new Merchandise().decide(ask)
                        : known.invoke(product -> product.merchandise().decide(ask));
        if (known != null || events.isEmpty()) {
            return;
        }
        var ids = ask.variants().stream().map(variant -> PackId.offerOf(variant.sku())).toList();
        var offers = new LoadedOffers(packs, ids);
        var bySku = new TreeMap<Sku, Variant>();
        ask.variants().forEach(variant -> bySku.put(variant.sku(), variant));
        bySku.values()
                .forEach(v -> open(offers, ask.productId(), ask.vendorId(), ask.content(), v));
        open(events);
    }

    @CommandHandler
    void handle(ReviseProduct ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        if (events.isEmpty()) {
            return;
        }
        var offers = offers(product);
        for (var variant : ask(product, Merchandise::variants)) {
            var name = Merchandise.offerName(ask.content(), variant.name());
            offers.one(variant.packId(), offering -> offering.rename(variant.packId(), name));
        }
        record(product, offers, events, ask(product, mind -> mind.after(ask.by())));
    }

    @CommandHandler
    void handle(AddVariant ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        if (events.isEmpty()) {
            return;
        }
        var variant = ask.variant();
        var id = PackId.offerOf(variant.sku());
        var ids = new ArrayList<>(ask(product, ProductDesk::offerIds));
        ids.add(id);
        var offers = new LoadedOffers(packs, ids);
        var content = ask(product, Merchandise::content);
        open(offers, ask.productId(), ask(product, Merchandise::vendor), content, variant);
        var after = ask(product, mind -> mind.after(ask.by()));
        if (after == ProductStatus.APPROVED) {
            new LoadedOffers(packs, List.of(id)).each(Offering::release);
        }
        record(product, offers, events, after);
    }

    @CommandHandler
    void handle(RetireVariant ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        if (events.isEmpty()) {
            return;
        }
        var id = ask(product, mind -> mind.variant(ask.sku())).packId();
        new LoadedOffers(packs, List.of(id)).each(Offering::end);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(PriceVariant ask) {
        var product = products.load(ask.productId().value());
        var variant =
                ask(
                        product,
                        mind -> {
                            mind.mustChange(ask.by());
                            return mind.variant(ask.sku());
                        });
        var id = variant.packId();
        var offers = new LoadedOffers(packs, List.of(id));
        offers.one(id, offering -> offering.decide(new SetPrice(id, ask.price())));
        if (ask(product, Merchandise::status) == ProductStatus.APPROVED) {
            offers.one(id, offering -> offering.release(id));
        }
    }

    @CommandHandler
    void handle(SubmitProduct ask) {
        var product = products.load(ask.productId().value());
        var offers = offers(product);
        var unpriced =
                ask(product, Merchandise::variants).stream()
                        .filter(variant -> !offers.ask(variant.packId(), Offering::isPriced))
                        .map(VariantAdded::sku)
                        .toList();
        var events = ask(product, mind -> mind.decide(ask, unpriced));
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(ApproveProduct ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        offers(product).each(Offering::release);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(RejectProduct ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        offers(product).each(Offering::withdraw);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(ArchiveProduct ask) {
        var product = products.load(ask.productId().value());
        var events = ask(product, mind -> mind.decide(ask));
        offers(product).each(Offering::end);
        product.execute(known -> known.record(events));
    }

    /// Records, and takes the offers off sale unless the product stays approved.
    static void record(
            Aggregate<Product> product,
            LoadedOffers offers,
            List<ProductEvent> events,
            ProductStatus after) {
        if (after != ProductStatus.APPROVED) {
            offers.each(Offering::withdraw);
        }
        product.execute(known -> known.record(events));
    }

    private static void open(
            LoadedOffers offers,
            ProductId product,
            VendorId vendor,
            ProductContent content,
            Variant variant) {
        var id = PackId.offerOf(variant.sku());
        if (offers.isOpen(id)) {
            throw new Refused(SKU_TAKEN, Map.of("sku", variant.sku().value()));
        }
        var events = new ArrayList<PackEvent>();
        events.add(
                new PackDrafted(
                        id,
                        PackKind.OFFER,
                        Merchandise.offerName(content, variant.name()),
                        variant.sku(),
                        vendor,
                        variant.taxClass(),
                        new TreeMap<>(),
                        1));
        events.add(new PackTied(id, product));
        variant.prices().forEach(price -> events.add(new PackPriced(id, price)));
        offers.one(id, _ -> events);
    }

    private LoadedOffers offers(Aggregate<Product> product) {
        return new LoadedOffers(packs, ask(product, ProductDesk::offerIds));
    }

    static List<PackId> offerIds(Merchandise mind) {
        return mind.variants().stream().map(VariantAdded::packId).toList();
    }

    static <T> T ask(Aggregate<Product> product, Function<Merchandise, T> question) {
        return product.invoke(known -> question.apply(known.merchandise()));
    }

    private void open(List<ProductEvent> events) {
        try {
            products.newInstance(() -> Product.openedBy(events));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // Axon's factory may throw; ours does not.
        }
    }

    private @Nullable Aggregate<Product> loadOrNull(ProductId id) {
        try {
            return products.load(id.value());
        } catch (AggregateNotFoundException e) {
            return null;
        }
    }
}
