package io.packhouse.catalog.command.pack;

import static io.packhouse.catalog.api.pack.PackRefusal.ARCHIVED;
import static io.packhouse.catalog.api.pack.PackRefusal.NOT_FOR_SALE;
import static io.packhouse.catalog.api.pack.PackRefusal.NO_PRICE;
import static io.packhouse.catalog.api.pack.PackRefusal.OFFER_OF_PRODUCT;
import static io.packhouse.catalog.api.pack.PackRefusal.PACK_EXISTS;
import static io.packhouse.catalog.api.pack.PackRefusal.PACK_MANAGED_BY_PRODUCT;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.command.image.ImageGallery;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// State and decisions of one pack. Pure: commands in, events out.
public final class PackState {

    private enum State {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    private record Terms(int version, String name, TaxClass taxClass, SortedMap<Sku, Integer> contents) {}

    private @Nullable PackDrafted drafted;
    private @Nullable ProductId product;
    private Terms terms = new Terms(0, "", TaxClass.STANDARD, new TreeMap<>());
    private final Map<Currency, Money> prices = new HashMap<>();
    private State state = State.DRAFT;
    private int manifestVersion;
    private @Nullable ManifestContentId manifest;
    private ImageGallery imageGallery = ImageGallery.EMPTY;

    List<PackEvent> decide(DraftPack command) {
        if (command.kind() == PackKind.OFFER) {
            throw new CommandRejectedException(OFFER_OF_PRODUCT, Map.of("field", "kind")); // See OfferPolicy.
        }
        var draft = new PackDrafted(
                command.packId(),
                command.kind(),
                command.name(),
                command.sku(),
                command.vendorId(),
                command.taxClass(),
                command.contents(),
                1);
        if (drafted == null) {
            return List.of(draft);
        }
        if (drafted.equals(draft)) {
            return List.of();
        }
        throw new CommandRejectedException(
                PACK_EXISTS, Map.of("packId", command.packId().value()));
    }

    List<PackEvent> decide(RevisePackTerms command) {
        requireEditable();
        requireNotManagedByProduct();
        return revise(command);
    }

    private List<PackEvent> revise(RevisePackTerms command) {
        var same = command.name().equals(terms.name())
                && command.taxClass() == terms.taxClass()
                && command.contents().equals(terms.contents());
        return same
                ? List.of()
                : List.of(new PackTermsRevised(
                        command.packId(), command.name(), command.taxClass(), command.contents(), terms.version() + 1));
    }

    List<PackEvent> decide(SetPackPrice command) {
        requireEditable();
        requireNotManagedByProduct();
        return price(command.packId(), command.price());
    }

    List<PackEvent> price(PackId id, Money price) {
        requireEditable();
        return price.equals(prices.get(price.currency())) ? List.of() : List.of(new PackPriceSet(id, price));
    }

    public List<PackEvent> decide(PublishManifest command) {
        requireEditable();
        return command.contentId().equals(manifest)
                ? List.of()
                : List.of(new PackManifestPublished(
                        command.packId(), manifestVersion + 1, command.contentId(), command.lines(), command.units()));
    }

    /// The events for a change of its images.
    List<PackEvent> picture(PackId id, UnaryOperator<ImageGallery> change) {
        requireEditable();
        var after = change.apply(imageGallery);
        return after.equals(imageGallery) ? List.of() : List.of(new PackImagesChanged(id, after.images()));
    }

    List<PackEvent> decide(PublishPack command) {
        requireEditable();
        requireNotManagedByProduct();
        if (prices.isEmpty()) {
            throw new CommandRejectedException(NO_PRICE);
        }
        return state == State.PUBLISHED ? List.of() : List.of(new PackPublished(command.packId(), terms.version()));
    }

    List<PackEvent> decide(ArchivePack command) {
        requireNotManagedByProduct();
        return archive(command.packId());
    }

    boolean isDrafted() {
        return drafted != null;
    }

    public boolean isPriced() {
        return !prices.isEmpty();
    }

    List<PackEvent> publishIfPriced(PackId id) {
        return state == State.DRAFT && isPriced() ? List.of(new PackPublished(id, terms.version())) : List.of();
    }

    List<PackEvent> unpublish(PackId id) {
        return state == State.PUBLISHED ? List.of(new PackUnpublished(id)) : List.of();
    }

    List<PackEvent> rename(PackId id, String name) {
        return revise(new RevisePackTerms(id, name, terms.taxClass(), terms.contents()));
    }

    List<PackEvent> archive(PackId id) {
        return state == State.ARCHIVED ? List.of() : List.of(new PackArchived(id));
    }

    PackQuote answer(QuotePack command) {
        if (state != State.PUBLISHED || drafted == null) {
            throw new CommandRejectedException(
                    NOT_FOR_SALE, Map.of("packId", command.packId().value(), "status", state.name()));
        }
        var price = prices.get(command.currency());
        if (price == null) {
            var priced =
                    prices.keySet().stream().map(Currency::toString).sorted().toList();
            throw new CommandRejectedException(
                    NO_PRICE,
                    Map.of(
                            "packId", command.packId().value(),
                            "currency", command.currency().getCurrencyCode(),
                            "priced", priced));
        }
        return new PackQuote(
                command.packId(),
                terms.version(),
                manifestVersion,
                terms.name(),
                drafted.sku(),
                drafted.vendorId(),
                terms.taxClass(),
                terms.contents().isEmpty() ? itself(drafted.sku()) : terms.contents(),
                price);
    }

    public void evolve(PackEvent event) {
        switch (event) {
            case PackDrafted e -> {
                drafted = e;
                terms = new Terms(e.termsVersion(), e.name(), e.taxClass(), e.contents());
            }
            case PackTermsRevised e -> terms = new Terms(e.termsVersion(), e.name(), e.taxClass(), e.contents());
            case PackPriceSet e -> prices.put(e.price().currency(), e.price());
            case PackLinkedToProduct e -> product = e.productId();
            case PackManifestPublished e -> {
                manifestVersion = e.manifestVersion();
                manifest = e.contentId();
            }
            case PackImagesChanged e -> imageGallery = new ImageGallery(e.images());
            case PackPublished _ -> state = State.PUBLISHED;
            case PackUnpublished _ -> state = State.DRAFT;
            case PackArchived _ -> state = State.ARCHIVED;
        }
    }

    private void requireEditable() {
        if (state == State.ARCHIVED) {
            throw new CommandRejectedException(ARCHIVED);
        }
    }

    private void requireNotManagedByProduct() {
        if (product != null) {
            throw new CommandRejectedException(PACK_MANAGED_BY_PRODUCT, Map.of("productId", product.value()));
        }
    }

    private static SortedMap<Sku, Integer> itself(Sku sku) {
        return new TreeMap<>(Map.of(sku, 1));
    }
}
