package io.packhouse.catalog.command.pack;

import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.catalog.api.CatalogRefusal;
import io.packhouse.catalog.api.TaxClass;
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
import io.packhouse.catalog.command.pack.OfferPolicy.OfferChange;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The changes of two offers, one with a price and one without, that follow from events of their product.
class OfferPolicyTest {

    static final ProductId TEA = new ProductId("prd_01jd0000000000000000000001");
    static final VendorId VENDOR = new VendorId("ven_01jd0000000000000000000001");
    static final ProductDetails CONTENT = new ProductDetails("Tea", "", null, null);
    static final Money PRICE = new Money(690, Currency.getInstance("EUR"));
    static final Variant PRICED = new Variant(new Sku("TEA-100"), "", TaxClass.STANDARD, List.of(PRICE));
    static final Variant UNPRICED = new Variant(new Sku("TEA-500"), "500 g", TaxClass.REDUCED, List.of());
    static final PackId FIRST = PackId.offerOf(PRICED.sku());
    static final PackId SECOND = PackId.offerOf(UNPRICED.sku());

    final Map<PackId, PackState> offers = new HashMap<>();

    @Test
    void aDraftOpensAnOfferForEachVariantInOrderOfSku() {
        assertThat(draft())
                .containsExactly(
                        new PackDrafted(
                                FIRST,
                                PackKind.OFFER,
                                "Tea",
                                PRICED.sku(),
                                VENDOR,
                                TaxClass.STANDARD,
                                new TreeMap<>(),
                                1),
                        new PackLinkedToProduct(FIRST, TEA),
                        new PackPriceSet(FIRST, PRICE),
                        new PackDrafted(
                                SECOND,
                                PackKind.OFFER,
                                "Tea, 500 g",
                                UNPRICED.sku(),
                                VENDOR,
                                TaxClass.REDUCED,
                                new TreeMap<>(),
                                1),
                        new PackLinkedToProduct(SECOND, TEA));
    }

    @Test
    void aSkuIsOfferedOnlyOnce() {
        draft();
        var again = OfferPolicy.opened(new AddVariant(TEA, VENDOR, UNPRICED, Set.of()), VENDOR, CONTENT);
        assertThatThrownBy(() -> apply(Stream.of(again)))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        no -> assertThat(no.answer().code()).isEqualTo(CatalogRefusal.SKU_TAKEN.name()));
    }

    @Test
    void approvalPublishesTheOffersThatHaveAPriceOnce() {
        draft();
        assertThat(after(new ProductApproved(TEA, 1))).containsExactly(new PackPublished(FIRST, 1));
        assertThat(after(new ProductApproved(TEA, 1))).isEmpty();
    }

    @Test
    void theFirstPriceOfAnApprovedProductPublishesItsOffer() {
        draft();
        assertThat(priced(ProductStatus.APPROVED))
                .containsExactly(new PackPriceSet(SECOND, PRICE), new PackPublished(SECOND, 1));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "APPROVED")
    void aPriceOfAnUnapprovedProductPublishesNothing(ProductStatus status) {
        draft();
        assertThat(priced(status)).containsExactly(new PackPriceSet(SECOND, PRICE));
    }

    @Test
    void aRevisionRenamesTheOffers() {
        published();
        assertThat(after(revised("Green tea", ProductStatus.APPROVED)))
                .containsExactly(
                        new PackTermsRevised(FIRST, "Green tea", TaxClass.STANDARD, new TreeMap<>(), 2),
                        new PackTermsRevised(SECOND, "Green tea, 500 g", TaxClass.REDUCED, new TreeMap<>(), 2));
        assertThat(after(revised("Green tea", ProductStatus.APPROVED))).isEmpty();
    }

    @Test
    void aChangeThatNeedsAReviewUnpublishesTheOffersAndOneThatNeedsNoneDoesNot() {
        for (var change : List.of(
                revised("Tea", ProductStatus.DRAFT),
                new ProductImagesChanged(TEA, List.of(), 2, ProductStatus.DRAFT),
                added(new Sku("TEA-1000"), ProductStatus.DRAFT),
                new ProductRejected(TEA, 1, sealed("complaints")))) {
            offers.clear();
            published();
            assertThat(after(change)).as("%s", change).containsExactly(new PackUnpublished(FIRST));
            assertThat(after(change)).as("%s again", change).isEmpty();
        }
        offers.clear();
        published();
        assertThat(after(revised("Tea", ProductStatus.APPROVED))).isEmpty();
        assertThat(after(new ProductImagesChanged(TEA, List.of(), 2, ProductStatus.APPROVED)))
                .isEmpty();
    }

    @Test
    void aVariantOfAnApprovedProductIsPublishedAlone() {
        draft();
        assertThat(after(added(PRICED.sku(), ProductStatus.APPROVED))).containsExactly(new PackPublished(FIRST, 1));
        assertThat(after(added(UNPRICED.sku(), ProductStatus.APPROVED))).isEmpty();
    }

    @Test
    void aRetiredVariantLosesItsOfferAndAnArchivedProductAllOfThem() {
        published();
        assertThat(after(new VariantRetired(TEA, UNPRICED.sku(), SECOND))).containsExactly(new PackArchived(SECOND));
        assertThat(after(new ProductArchived(TEA))).containsExactly(new PackArchived(FIRST));
        assertThat(after(new ProductApproved(TEA, 1))).isEmpty();
    }

    @Test
    void aSubmissionChangesNoOffer() {
        draft();
        assertThat(after(new ProductSubmitted(TEA, 1))).isEmpty();
    }

    private List<PackEvent> draft() {
        return apply(OfferPolicy.opened(new DraftProduct(TEA, VENDOR, CONTENT, List.of(UNPRICED, PRICED), Set.of())));
    }

    private void published() {
        draft();
        after(new ProductApproved(TEA, 1));
    }

    private List<PackEvent> priced(ProductStatus status) {
        return apply(OfferPolicy.priced(added(UNPRICED.sku(), status), PRICE, status));
    }

    private List<PackEvent> after(ProductEvent event) {
        var first = added(PRICED.sku(), ProductStatus.DRAFT);
        var second = new VariantAdded(
                TEA, UNPRICED.sku(), UNPRICED.name(), UNPRICED.taxClass(), SECOND, 1, ProductStatus.DRAFT);
        return apply(OfferPolicy.after(event, List.of(first, second)));
    }

    private List<PackEvent> apply(Stream<OfferChange> changes) {
        var all = new ArrayList<PackEvent>();
        changes.forEach(change -> {
            var offer = offers.computeIfAbsent(change.offer(), _ -> new PackState());
            var events = change.decision().apply(offer);
            events.forEach(offer::evolve);
            all.addAll(events);
        });
        return all;
    }

    private static ProductRevised revised(String name, ProductStatus status) {
        return new ProductRevised(TEA, new ProductDetails(name, "", null, null), 2, status);
    }

    private static VariantAdded added(Sku sku, ProductStatus status) {
        return new VariantAdded(TEA, sku, "", TaxClass.STANDARD, PackId.offerOf(sku), 2, status);
    }
}
