package io.packhouse.catalog.command.product;

import static io.packhouse.catalog.api.CatalogRefusal.*;
import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.pack.PackCommand;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.api.product.ProductCommand.*;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.catalog.command.pack.Pack;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A product and its offers: the command handler over both kinds of aggregates, with an in-memory
/// store.
class ProductCommandHandlerTest {

    static final ProductId TEA = new ProductId("prd_01jd0000000000000000000001");
    static final ProductId OTHER = new ProductId("prd_01jd0000000000000000000002");
    static final VendorId VENDOR = new VendorId("ven_01jd0000000000000000000001");
    static final VendorId STRANGER = new VendorId("ven_01jd0000000000000000000002");
    static final CategoryId CATEGORY = new CategoryId("cat_01jd0000000000000000000001");
    static final Sku SMALL = new Sku("TEA-100");
    static final Sku LARGE = new Sku("TEA-500");
    static final Image FRONT = ImageGalleryTest.image(1);
    static final Image BACK = ImageGalleryTest.image(2);
    static final Currency EUR = Currency.getInstance("EUR");

    final InMemoryEventStorageEngine store = new InMemoryEventStorageEngine();

    Configuration axon;

    @BeforeEach
    void start() {
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(_ -> store)
                .configureAggregate(Product.class)
                .configureAggregate(Pack.class)
                .registerCommandHandler(
                        c -> new ProductCommandHandler(c.repository(Product.class), c.repository(Pack.class)))
                .start();
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void draftingCreatesAnUnpublishedOfferForEachVariant() {
        send(draft(TEA, variant(SMALL, 690), variant(LARGE)));
        assertThat(names(TEA)).containsExactly("ProductDrafted", "VariantAdded", "VariantAdded");
        assertThat(names(SMALL)).containsExactly("PackDrafted", "PackLinkedToProduct", "PackPriceSet");
        assertThat(names(LARGE)).containsExactly("PackDrafted", "PackLinkedToProduct");
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
    }

    @Test
    void repeatedDraftRecordsNothingAndOtherDataIsRefused() {
        send(draft(TEA, variant(SMALL, 690)));
        send(draft(TEA, variant(SMALL, 690)));
        assertThat(names(TEA)).hasSize(2);
        refused(PRODUCT_EXISTS, new DraftProduct(TEA, VENDOR, content("Coffee", CATEGORY), List.of(), Set.of()));
    }

    @Test
    void aSkuOfAnotherProductIsRefusedAndNothingIsCreated() {
        send(draft(TEA, variant(SMALL, 690)));
        refused(SKU_TAKEN, draft(OTHER, variant(LARGE, 1), variant(SMALL, 1)));
        assertThat(names(OTHER)).isEmpty();
        assertThat(names(LARGE)).isEmpty();
        refused(SKU_TAKEN, draft(OTHER, variant(LARGE, 1), variant(LARGE, 1)));
    }

    @Test
    void aVendorCannotSellASkuTheCompanyStocks() {
        var stocked = Set.of(LARGE);
        var variants = List.of(variant(SMALL, 1), variant(LARGE, 1));
        var content = content("Tea", CATEGORY);
        var no = refused(SKU_HAS_STOCK_HISTORY, new DraftProduct(TEA, VENDOR, content, variants, stocked));
        assertThat(no.answer().facts()).containsEntry("sku", LARGE.value());
        assertThat(names(TEA)).isEmpty();
        assertThat(names(SMALL)).isEmpty();
        send(draft(TEA, variant(SMALL, 690)));
        refused(SKU_HAS_STOCK_HISTORY, new AddVariant(TEA, VENDOR, variant(LARGE, 1), stocked));
        send(new AddVariant(TEA, VENDOR, variant(SMALL, 690), Set.of(SMALL)));
        assertThat(names(SMALL)).containsOnlyOnce("PackDrafted");
    }

    @Test
    void anIncompleteProductCannotBeSubmitted() {
        send(new DraftProduct(TEA, VENDOR, content("Tea", null), List.of(variant(SMALL)), Set.of()));
        var no = refused(PRODUCT_INCOMPLETE, new SubmitProduct(TEA, VENDOR));
        assertThat(no.answer().facts()).containsEntry("missing", List.of("category", "price of " + SMALL));
        send(new SetVariantPrice(TEA, VENDOR, SMALL, euros(690)));
        send(new ReviseProduct(TEA, VENDOR, content("Tea", CATEGORY)));
        send(new SubmitProduct(TEA, VENDOR));
        send(new SubmitProduct(TEA, VENDOR));
        assertThat(names(TEA)).containsOnlyOnce("ProductSubmitted");
    }

    @Test
    void approvalPublishesTheOffersAndRejectionUnpublishesThem() {
        submitted();
        send(new ApproveProduct(TEA, 1));
        send(new ApproveProduct(TEA, 1));
        assertThat(((PackQuote) send(quote(SMALL))).unitPrice()).isEqualTo(euros(690));
        assertThat(names(TEA)).containsOnlyOnce("ProductApproved");
        send(new RejectProduct(TEA, 1, sealed("complaints")));
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        send(new SubmitProduct(TEA, VENDOR));
        send(new ApproveProduct(TEA, 1));
        send(quote(SMALL));
    }

    @Test
    void approvalNeedsASubmissionAndTheReviewedRevision() {
        submitted();
        send(new ReviseProduct(TEA, VENDOR, content("Tea, bitter", CATEGORY)));
        refused(REVISION_CONFLICT, new ApproveProduct(TEA, 1));
        refused(NOT_SUBMITTED, new ApproveProduct(TEA, 2));
        refused(NOT_SUBMITTED, new RejectProduct(TEA, 2, sealed("draft")));
        send(new SubmitProduct(TEA, VENDOR));
        refused(REVISION_CONFLICT, new RejectProduct(TEA, 1, sealed("old")));
        send(new ApproveProduct(TEA, 2));
        refused(ALREADY_APPROVED, new SubmitProduct(TEA, VENDOR));
    }

    @Test
    void aChangeByAVendorTakesItOffSaleAndAChangeByStaffDoesNot() {
        approved();
        send(new ReviseProduct(TEA, null, content("Fine tea", CATEGORY)));
        assertThat(((PackQuote) send(quote(SMALL))).name()).isEqualTo("Fine tea");
        send(new ReviseProduct(TEA, VENDOR, content("Finest tea", CATEGORY)));
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        send(new ReviseProduct(TEA, VENDOR, content("Finest tea", CATEGORY)));
        assertThat(names(TEA).stream().filter("ProductRevised"::equals)).hasSize(2);
    }

    @Test
    void aNewVariantIsOnSaleAtOnceOnlyWhenStaffAddIt() {
        approved();
        send(new AddVariant(TEA, null, variant(LARGE, 2990), Set.of()));
        send(quote(LARGE));
        send(new AddVariant(TEA, null, variant(LARGE, 2990), Set.of()));
        assertThat(names(LARGE)).containsOnlyOnce("PackDrafted");
        send(new AddVariant(TEA, VENDOR, variant(new Sku("TEA-1000"), 4990), Set.of()));
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        refused(PackRefusal.NOT_FOR_SALE, quote(LARGE));
    }

    @Test
    void newImagesFromAVendorTakeItOffSaleAndFromStaffDoNot() {
        approved();
        send(new AddProductImages(TEA, null, List.of(FRONT, BACK)));
        send(new ReorderProductImages(TEA, null, List.of(BACK.imageId(), FRONT.imageId())));
        send(quote(SMALL));
        send(new SetProductImageAltText(TEA, VENDOR, BACK.imageId(), "From behind"));
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        send(new RemoveProductImage(TEA, VENDOR, BACK.imageId()));
        send(new AddProductImages(TEA, VENDOR, List.of(FRONT)));
        assertThat(names(TEA).stream().filter("ProductImagesChanged"::equals)).hasSize(4);
        refused(UNKNOWN_PRODUCT, new RemoveProductImage(TEA, STRANGER, FRONT.imageId()));
    }

    @Test
    void theEventsOfTheProductAreRecordedLast() {
        var ids = List.of(PackId.offerOf(SMALL).value(), TEA.value());
        send(draft(TEA, variant(SMALL, 690)));
        assertThat(streams(0)).containsExactlyElementsOf(ids);
        send(new SubmitProduct(TEA, VENDOR));
        send(new ApproveProduct(TEA, 1));
        assertThat(streams(6)).containsExactlyElementsOf(ids);
        send(new ReviseProduct(TEA, VENDOR, content("Fine tea", CATEGORY)));
        assertThat(streams(8)).containsExactlyElementsOf(ids);
        send(new ArchiveProduct(TEA, VENDOR));
        assertThat(streams(11)).containsExactlyElementsOf(ids);
    }

    /// Or its first price would not put it on sale.
    @Test
    void anOfferGetsItsPriceThroughItsProductOnly() {
        approved();
        send(new AddVariant(TEA, null, variant(LARGE), Set.of()));
        refused(PackRefusal.PACK_MANAGED_BY_PRODUCT, new SetPackPrice(PackId.offerOf(LARGE), euros(2990)));
        send(new SetVariantPrice(TEA, VENDOR, LARGE, euros(2990)));
        send(quote(LARGE));
    }

    @Test
    void aNewPriceNeedsNoApprovalAndTheFirstPutsAnApprovedVariantOnSale() {
        approved();
        send(new SetVariantPrice(TEA, VENDOR, SMALL, euros(650)));
        assertThat(((PackQuote) send(quote(SMALL))).unitPrice()).isEqualTo(euros(650));
        send(new AddVariant(TEA, null, variant(LARGE), Set.of()));
        refused(PackRefusal.NOT_FOR_SALE, quote(LARGE));
        send(new SetVariantPrice(TEA, VENDOR, LARGE, euros(2990)));
        send(quote(LARGE));
    }

    @Test
    void aRetiredVariantIsArchivedAndItsSkuIsNotReusable() {
        approved();
        send(new RetireVariant(TEA, VENDOR, SMALL));
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        send(new RetireVariant(TEA, VENDOR, SMALL));
        assertThat(names(TEA)).containsOnlyOnce("VariantRetired");
        assertThat(names(SMALL)).containsOnlyOnce("PackArchived");
        refused(UNKNOWN_VARIANT, new RetireVariant(TEA, VENDOR, LARGE));
        refused(SKU_TAKEN, new AddVariant(TEA, VENDOR, variant(SMALL, 1), Set.of()));
    }

    @Test
    void anArchivedProductCannotChange() {
        approved();
        send(new ArchiveProduct(TEA, VENDOR));
        send(new ArchiveProduct(TEA, VENDOR));
        assertThat(names(TEA)).containsOnlyOnce("ProductArchived");
        refused(PackRefusal.NOT_FOR_SALE, quote(SMALL));
        refused(PRODUCT_ARCHIVED, new ReviseProduct(TEA, VENDOR, content("Tea", null)));
        refused(PRODUCT_ARCHIVED, new SetVariantPrice(TEA, VENDOR, SMALL, euros(1)));
    }

    @Test
    void anotherVendorGetsUnknownProduct() {
        approved();
        Stream.of(
                        new ReviseProduct(TEA, STRANGER, content("Mine", CATEGORY)),
                        new AddVariant(TEA, STRANGER, variant(LARGE, 1), Set.of()),
                        new RetireVariant(TEA, STRANGER, SMALL),
                        new SetVariantPrice(TEA, STRANGER, SMALL, euros(1)),
                        new SubmitProduct(TEA, STRANGER),
                        new ArchiveProduct(TEA, STRANGER))
                .forEach(command -> refused(UNKNOWN_PRODUCT, command));
        send(quote(SMALL));
    }

    @Test
    void anOfferChangesOnlyThroughItsProduct() {
        submitted();
        var offer = PackId.offerOf(SMALL);
        Stream.<PackCommand>of(
                        new PublishPack(offer),
                        new ArchivePack(offer),
                        new RevisePackTerms(offer, "Free", TaxClass.ZERO, new TreeMap<>()))
                .forEach(command -> refused(PackRefusal.PACK_MANAGED_BY_PRODUCT, command));
    }

    private void submitted() {
        send(draft(TEA, variant(SMALL, 690)));
        send(new SubmitProduct(TEA, VENDOR));
    }

    private void approved() {
        submitted();
        send(new ApproveProduct(TEA, 1));
    }

    private Object send(Object command) {
        return axon.commandGateway().sendAndWait(command);
    }

    private CommandRejectedException refused(Refusal refusal, Object command) {
        var thrown = new CommandRejectedException[1];
        assertThatThrownBy(() -> send(command))
                .as(command.toString())
                .isInstanceOfSatisfying(CommandRejectedException.class, no -> thrown[0] = no);
        assertThat(thrown[0].answer().code()).as(command.toString()).isEqualTo(refusal.name());
        return thrown[0];
    }

    /// The streams of the events after the first `seen`, in order.
    private List<String> streams(int seen) {
        return store.readEvents(null, false)
                .skip(seen)
                .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .distinct()
                .toList();
    }

    private List<String> names(ProductId id) {
        return names(id.value());
    }

    private List<String> names(Sku sku) {
        return names(PackId.offerOf(sku).value());
    }

    private List<String> names(String stream) {
        return axon.eventStore()
                .readEvents(stream)
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    private static DraftProduct draft(ProductId id, Variant... variants) {
        return new DraftProduct(id, VENDOR, content("Tea", CATEGORY), Arrays.asList(variants), Set.of());
    }

    private static ProductDetails content(String name, CategoryId category) {
        return new ProductDetails(name, "", null, category);
    }

    private static Variant variant(Sku sku, long... cents) {
        return new Variant(
                sku,
                "",
                TaxClass.STANDARD,
                Arrays.stream(cents).mapToObj(ProductCommandHandlerTest::euros).toList());
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static QuotePack quote(Sku sku) {
        return new QuotePack(PackId.offerOf(sku), 1, EUR);
    }
}
