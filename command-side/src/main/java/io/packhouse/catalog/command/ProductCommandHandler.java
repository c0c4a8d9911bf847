package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogRefusal.SKU_TAKEN;

import io.packhouse.catalog.api.pack.PackCommand.SetPackPrice;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.PackDrafted;
import io.packhouse.catalog.api.pack.PackEvent.PackLinkedToProduct;
import io.packhouse.catalog.api.pack.PackEvent.PackPriceSet;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.product.ProductCommand.AddVariant;
import io.packhouse.catalog.api.product.ProductCommand.ApproveProduct;
import io.packhouse.catalog.api.product.ProductCommand.ArchiveProduct;
import io.packhouse.catalog.api.product.ProductCommand.DraftProduct;
import io.packhouse.catalog.api.product.ProductCommand.RejectProduct;
import io.packhouse.catalog.api.product.ProductCommand.RetireVariant;
import io.packhouse.catalog.api.product.ProductCommand.ReviseProduct;
import io.packhouse.catalog.api.product.ProductCommand.SetVariantPrice;
import io.packhouse.catalog.api.product.ProductCommand.SubmitProduct;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.VariantAdded;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.shared.api.CommandRejectedException;
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

/// Decides over a product and the offers of its variants in one transaction, so that an unapproved
/// product can never be bought. The product's events are recorded last.
@Component
class ProductCommandHandler {

    private final Repository<Product> products;
    private final Repository<Pack> packs;

    ProductCommandHandler(Repository<Product> products, Repository<Pack> packs) {
        this.products = products;
        this.packs = packs;
    }

    @CommandHandler
    void handle(DraftProduct command) {
        var known = loadOrNull(command.productId());
        var events = known == null
                ? new ProductState().decide(command)
                : known.invoke(product -> product.state().decide(command));
        if (known != null || events.isEmpty()) {
            return;
        }
        var ids = command.variants().stream()
                .map(variant -> PackId.offerOf(variant.sku()))
                .toList();
        var offers = new LockedOffers(packs, ids);
        var bySku = new TreeMap<Sku, Variant>();
        command.variants().forEach(variant -> bySku.put(variant.sku(), variant));
        for (var variant : bySku.values()) {
            open(offers, command.productId(), command.vendorId(), command.content(), variant);
        }
        open(events);
    }

    @CommandHandler
    void handle(ReviseProduct command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        if (events.isEmpty()) {
            return;
        }
        var offers = offers(product);
        for (var variant : read(product, ProductState::variants)) {
            var name = ProductState.offerName(command.content(), variant.name());
            offers.applyTo(variant.packId(), offering -> offering.rename(variant.packId(), name));
        }
        record(product, offers, events, read(product, state -> state.after(command.by())));
    }

    @CommandHandler
    void handle(AddVariant command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        if (events.isEmpty()) {
            return;
        }
        var variant = command.variant();
        var id = PackId.offerOf(variant.sku());
        var ids = new ArrayList<>(read(product, ProductCommandHandler::offerIds));
        ids.add(id);
        var offers = new LockedOffers(packs, ids);
        var content = read(product, ProductState::content);
        var vendor = read(product, ProductState::vendor);
        open(offers, command.productId(), vendor, content, variant);
        var after = read(product, state -> state.after(command.by()));
        if (after == ProductStatus.APPROVED) {
            new LockedOffers(packs, List.of(id)).applyToEach(PackState::release);
        }
        record(product, offers, events, after);
    }

    @CommandHandler
    void handle(RetireVariant command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        if (events.isEmpty()) {
            return;
        }
        var id = read(product, state -> state.variant(command.sku())).packId();
        new LockedOffers(packs, List.of(id)).applyToEach(PackState::end);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(SetVariantPrice command) {
        var product = products.load(command.productId().value());
        var variant = read(product, state -> {
            state.requireEditable(command.by());
            return state.variant(command.sku());
        });
        var id = variant.packId();
        var offers = new LockedOffers(packs, List.of(id));
        offers.applyTo(id, offering -> offering.decide(new SetPackPrice(id, command.price())));
        if (read(product, ProductState::status) == ProductStatus.APPROVED) {
            offers.applyTo(id, offering -> offering.release(id));
        }
    }

    @CommandHandler
    void handle(SubmitProduct command) {
        var product = products.load(command.productId().value());
        var offers = offers(product);
        var unpriced = read(product, ProductState::variants).stream()
                .filter(variant -> !offers.withState(variant.packId(), PackState::isPriced))
                .map(VariantAdded::sku)
                .toList();
        var events = read(product, state -> state.decide(command, unpriced));
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(ApproveProduct command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        offers(product).applyToEach(PackState::release);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(RejectProduct command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        offers(product).applyToEach(PackState::withdraw);
        product.execute(known -> known.record(events));
    }

    @CommandHandler
    void handle(ArchiveProduct command) {
        var product = products.load(command.productId().value());
        var events = read(product, state -> state.decide(command));
        offers(product).applyToEach(PackState::end);
        product.execute(known -> known.record(events));
    }

    /// Records the events, and takes the offers off sale unless the product stays approved.
    static void record(
            Aggregate<Product> product, LockedOffers offers, List<ProductEvent> events, ProductStatus after) {
        if (after != ProductStatus.APPROVED) {
            offers.applyToEach(PackState::withdraw);
        }
        product.execute(known -> known.record(events));
    }

    private static void open(
            LockedOffers offers, ProductId product, VendorId vendor, ProductDetails content, Variant variant) {
        var id = PackId.offerOf(variant.sku());
        if (offers.isOpen(id)) {
            throw new CommandRejectedException(
                    SKU_TAKEN, Map.of("sku", variant.sku().value()));
        }
        var events = new ArrayList<PackEvent>();
        events.add(new PackDrafted(
                id,
                PackKind.OFFER,
                ProductState.offerName(content, variant.name()),
                variant.sku(),
                vendor,
                variant.taxClass(),
                new TreeMap<>(),
                1));
        events.add(new PackLinkedToProduct(id, product));
        variant.prices().forEach(price -> events.add(new PackPriceSet(id, price)));
        offers.applyTo(id, _ -> events);
    }

    private LockedOffers offers(Aggregate<Product> product) {
        return new LockedOffers(packs, read(product, ProductCommandHandler::offerIds));
    }

    static List<PackId> offerIds(ProductState state) {
        return state.variants().stream().map(VariantAdded::packId).toList();
    }

    static <T> T read(Aggregate<Product> product, Function<ProductState, T> question) {
        return product.invoke(known -> question.apply(known.state()));
    }

    private void open(List<ProductEvent> events) {
        try {
            products.newInstance(() -> Product.openedBy(events));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
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
