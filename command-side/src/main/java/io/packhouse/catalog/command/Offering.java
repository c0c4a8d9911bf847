package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.PackRefusal.ALREADY_DRAFTED;
import static io.packhouse.catalog.api.PackRefusal.ARCHIVED;
import static io.packhouse.catalog.api.PackRefusal.BELONGS_TO_PRODUCT;
import static io.packhouse.catalog.api.PackRefusal.NOT_FOR_SALE;
import static io.packhouse.catalog.api.PackRefusal.NO_PRICE;
import static io.packhouse.catalog.api.PackRefusal.OFFER_OF_PRODUCT;

import io.packhouse.catalog.api.ManifestContentId;
import io.packhouse.catalog.api.PackCommand.ArchivePack;
import io.packhouse.catalog.api.PackCommand.DraftPack;
import io.packhouse.catalog.api.PackCommand.PublishManifest;
import io.packhouse.catalog.api.PackCommand.PublishPack;
import io.packhouse.catalog.api.PackCommand.QuotePack;
import io.packhouse.catalog.api.PackCommand.ReviseTerms;
import io.packhouse.catalog.api.PackCommand.SetPrice;
import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackEvent.PackArchived;
import io.packhouse.catalog.api.PackEvent.PackDrafted;
import io.packhouse.catalog.api.PackEvent.PackManifestPublished;
import io.packhouse.catalog.api.PackEvent.PackPictured;
import io.packhouse.catalog.api.PackEvent.PackPriced;
import io.packhouse.catalog.api.PackEvent.PackPublished;
import io.packhouse.catalog.api.PackEvent.PackTermsRevised;
import io.packhouse.catalog.api.PackEvent.PackTied;
import io.packhouse.catalog.api.PackEvent.PackWithdrawn;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackKind;
import io.packhouse.catalog.api.PackQuote;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.api.TaxClass;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.api.Sku;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one pack knows and decides. Pure: commands in, events out, events in.
final class Offering {

    private enum State {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    private record Terms(
            int version, String name, TaxClass taxClass, SortedMap<Sku, Integer> contents) {}

    private @Nullable PackDrafted drafted;
    private @Nullable ProductId product;
    private Terms terms = new Terms(0, "", TaxClass.STANDARD, new TreeMap<>());
    private final Map<Currency, Money> prices = new HashMap<>();
    private State state = State.DRAFT;
    private int manifestVersion;
    private @Nullable ManifestContentId manifest;
    private Album album = Album.EMPTY;

    List<PackEvent> decide(DraftPack ask) {
        if (ask.kind() == PackKind.OFFER) {
            throw new Refused(OFFER_OF_PRODUCT, Map.of("field", "kind")); // See ProductDesk.
        }
        var draft =
                new PackDrafted(
                        ask.packId(),
                        ask.kind(),
                        ask.name(),
                        ask.sku(),
                        ask.vendorId(),
                        ask.taxClass(),
                        ask.contents(),
                        1);
        if (drafted == null) {
            return List.of(draft);
        }
        if (drafted.equals(draft)) {
            return List.of();
        }
        throw new Refused(ALREADY_DRAFTED, Map.of("packId", ask.packId().value()));
    }

    List<PackEvent> decide(ReviseTerms ask) {
        mustChange();
        mustBeFree();
        return revise(ask);
    }

    private List<PackEvent> revise(ReviseTerms ask) {
        var same =
                ask.name().equals(terms.name())
                        && ask.taxClass() == terms.taxClass()
                        && ask.contents().equals(terms.contents());
        return same
                ? List.of()
                : List.of(
                        new PackTermsRevised(
                                ask.packId(),
                                ask.name(),
                                ask.taxClass(),
                                ask.contents(),
                                terms.version() + 1));
    }

    List<PackEvent> decide(SetPrice ask) {
        mustChange();
        return ask.price().equals(prices.get(ask.price().currency()))
                ? List.of()
                : List.of(new PackPriced(ask.packId(), ask.price()));
    }

    List<PackEvent> decide(PublishManifest ask) {
        mustChange();
        return ask.contentId().equals(manifest)
                ? List.of()
                : List.of(
                        new PackManifestPublished(
                                ask.packId(),
                                manifestVersion + 1,
                                ask.contentId(),
                                ask.lines(),
                                ask.units()));
    }

    /// What a change of its images comes to.
    List<PackEvent> picture(PackId id, UnaryOperator<Album> change) {
        mustChange();
        var after = change.apply(album);
        return after.equals(album) ? List.of() : List.of(new PackPictured(id, after.images()));
    }

    List<PackEvent> decide(PublishPack ask) {
        mustChange();
        mustBeFree();
        if (prices.isEmpty()) {
            throw new Refused(NO_PRICE);
        }
        return state == State.PUBLISHED
                ? List.of()
                : List.of(new PackPublished(ask.packId(), terms.version()));
    }

    List<PackEvent> decide(ArchivePack ask) {
        mustBeFree();
        return end(ask.packId());
    }

    boolean belongsTo(ProductId id) {
        return id.equals(product);
    }

    boolean isPriced() {
        return !prices.isEmpty();
    }

    /// With its product's approval; without a price it waits for one.
    List<PackEvent> release(PackId id) {
        return state == State.DRAFT && isPriced()
                ? List.of(new PackPublished(id, terms.version()))
                : List.of();
    }

    /// Its product is no longer approved.
    List<PackEvent> withdraw(PackId id) {
        return state == State.PUBLISHED ? List.of(new PackWithdrawn(id)) : List.of();
    }

    /// Its product is called otherwise.
    List<PackEvent> rename(PackId id, String name) {
        return revise(new ReviseTerms(id, name, terms.taxClass(), terms.contents()));
    }

    List<PackEvent> end(PackId id) {
        return state == State.ARCHIVED ? List.of() : List.of(new PackArchived(id));
    }

    PackQuote answer(QuotePack ask) {
        if (state != State.PUBLISHED || drafted == null) {
            throw new Refused(
                    NOT_FOR_SALE, Map.of("packId", ask.packId().value(), "status", state.name()));
        }
        var price = prices.get(ask.currency());
        if (price == null) {
            throw new Refused(
                    NO_PRICE,
                    Map.of(
                            "packId", ask.packId().value(),
                            "currency", ask.currency().getCurrencyCode(),
                            "priced",
                                    prices.keySet().stream()
                                            .map(Currency::toString)
                                            .sorted()
                                            .toList()));
        }
        return new PackQuote(
                ask.packId(),
                terms.version(),
                manifestVersion,
                terms.name(),
                drafted.sku(),
                drafted.vendorId(),
                terms.taxClass(),
                terms.contents().isEmpty() ? itself(drafted.sku()) : terms.contents(),
                price);
    }

    void evolve(PackEvent event) {
        switch (event) {
            case PackDrafted e -> {
                drafted = e;
                terms = new Terms(e.termsVersion(), e.name(), e.taxClass(), e.contents());
            }
            case PackTermsRevised e ->
                    terms = new Terms(e.termsVersion(), e.name(), e.taxClass(), e.contents());
            case PackPriced e -> prices.put(e.price().currency(), e.price());
            case PackTied e -> product = e.productId();
            case PackManifestPublished e -> {
                manifestVersion = e.manifestVersion();
                manifest = e.contentId();
            }
            case PackPictured e -> album = new Album(e.images());
            case PackPublished _ -> state = State.PUBLISHED;
            case PackWithdrawn _ -> state = State.DRAFT;
            case PackArchived _ -> state = State.ARCHIVED;
        }
    }

    private void mustChange() {
        if (state == State.ARCHIVED) {
            throw new Refused(ARCHIVED);
        }
    }

    private void mustBeFree() {
        if (product != null) {
            throw new Refused(BELONGS_TO_PRODUCT, Map.of("productId", product.value()));
        }
    }

    private static SortedMap<Sku, Integer> itself(Sku sku) {
        return new TreeMap<>(Map.of(sku, 1));
    }
}
