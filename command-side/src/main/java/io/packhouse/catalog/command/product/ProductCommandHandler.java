package io.packhouse.catalog.command.product;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.product.ProductCommand.*;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.command.image.ImageGallery;
import io.packhouse.catalog.command.pack.OfferPolicy;
import io.packhouse.catalog.command.pack.OfferPolicy.OfferChange;
import io.packhouse.catalog.command.pack.Pack;
import io.packhouse.engine.commandhandling.LockedAggregates;
import io.packhouse.shared.api.VendorId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides over a product and the offers of its variants in one transaction, so that an unapproved
/// product can never be bought. The product is locked first, then its offers.
@Component
class ProductCommandHandler {

    private final Repository<Product> products;
    private final Repository<Pack> packs;

    ProductCommandHandler(Repository<Product> products, Repository<Pack> packs) {
        this.products = products;
        this.packs = packs;
    }

    @CommandHandler
    void handle(DraftProduct command) throws Exception {
        var product = products.loadOrCreate(command.productId().value(), Product::new);
        change(product, state -> state.decide(command), _ -> OfferPolicy.opened(command));
    }

    @CommandHandler
    void handle(ReviseProduct command) {
        change(command.productId(), state -> state.decide(command));
    }

    @CommandHandler
    void handle(AddVariant command) {
        change(
                load(command.productId()),
                state -> state.decide(command),
                state -> Stream.of(OfferPolicy.opened(command, state.vendor(), state.content())));
    }

    @CommandHandler
    void handle(RetireVariant command) {
        change(command.productId(), state -> state.decide(command));
    }

    @CommandHandler
    void handle(SetVariantPrice command) {
        apply(read(load(command.productId()), state -> {
            state.requireEditableBy(command.by());
            return OfferPolicy.priced(state.variant(command.sku()), command.price(), state.status());
        }));
    }

    @CommandHandler
    void handle(SubmitProduct command) {
        var variants = read(load(command.productId()), ProductState::variants);
        var offers = lock(variants.stream().map(VariantAdded::packId).toList());
        var unpriced = variants.stream()
                .filter(variant ->
                        !offers.invoke(variant.packId(), pack -> pack.state().isPriced()))
                .map(VariantAdded::sku)
                .toList();
        change(command.productId(), state -> state.decide(command, unpriced));
    }

    @CommandHandler
    void handle(ApproveProduct command) {
        change(command.productId(), state -> state.decide(command));
    }

    @CommandHandler
    void handle(RejectProduct command) {
        change(command.productId(), state -> state.decide(command));
    }

    @CommandHandler
    void handle(ArchiveProduct command) {
        change(command.productId(), state -> state.decide(command));
    }

    @CommandHandler
    void handle(AddProductImages command) {
        picture(command.productId(), command.by(), images -> images.with(command.images()));
    }

    @CommandHandler
    void handle(RemoveProductImage command) {
        picture(command.productId(), command.by(), images -> images.without(command.imageId()));
    }

    @CommandHandler
    void handle(ReorderProductImages command) {
        picture(command.productId(), command.by(), images -> images.inOrder(command.order()));
    }

    @CommandHandler
    void handle(SetProductImageAltText command) {
        picture(command.productId(), command.by(), images -> images.withAltText(command.imageId(), command.alt()));
    }

    private void picture(ProductId id, @Nullable VendorId by, UnaryOperator<ImageGallery> change) {
        change(id, state -> state.picture(id, by, change));
    }

    private void change(ProductId id, Function<ProductState, List<ProductEvent>> decision) {
        change(load(id), decision, _ -> Stream.empty());
    }

    /// `opened` are the offers of new variants. The product's events are recorded last.
    private void change(
            Aggregate<Product> product,
            Function<ProductState, List<ProductEvent>> decision,
            Function<ProductState, Stream<OfferChange>> opened) {
        var events = read(product, decision);
        if (events.isEmpty()) {
            return;
        }
        var variants = read(product, ProductState::variants);
        var following = events.stream().flatMap(event -> OfferPolicy.after(event, variants));
        apply(Stream.concat(read(product, opened), following));
        product.execute(known -> known.record(events));
    }

    private void apply(Stream<OfferChange> stream) {
        var changes = stream.toList();
        var offers = lock(changes.stream().map(OfferChange::offer).toList());
        changes.forEach(change -> offers.execute(
                change.offer(), pack -> pack.record(change.decision().apply(pack.state()))));
    }

    private LockedAggregates<PackId, Pack> lock(Collection<PackId> ids) {
        return LockedAggregates.inOrderOfId(packs, Pack::new, ids);
    }

    private Aggregate<Product> load(ProductId id) {
        return products.load(id.value());
    }

    private static <T> T read(Aggregate<Product> product, Function<ProductState, T> question) {
        return product.invoke(known -> question.apply(known.state()));
    }
}
