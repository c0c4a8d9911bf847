package io.packhouse.catalog.command.product;

import static io.packhouse.catalog.api.image.ImageRefusal.IMAGE_ORDER_INCOMPLETE;
import static io.packhouse.catalog.api.image.ImageRefusal.TOO_MANY_IMAGES;
import static io.packhouse.catalog.api.image.ImageRefusal.UNKNOWN_IMAGE;
import static io.packhouse.catalog.api.pack.PackRefusal.ARCHIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.catalog.api.CatalogRefusal;
import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.catalog.command.image.ImageGallery;
import io.packhouse.catalog.command.pack.Pack;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import io.packhouse.testing.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The images of a pack or a product, and their order.
class ImageGalleryTest {

    static final Image FRONT = image(1);
    static final Image BACK = image(2);
    static final Image SIDE = image(3);

    @Nested
    class OfAPack {

        static final PackId PACK = new PackId("pck_01jd0000000000000000000001");

        final FixtureConfiguration<Pack> pack = new AggregateTestFixture<>(Pack.class);

        @Test
        void areAppended() {
            pack.given(drafted())
                    .when(new AddPackImages(PACK, List.of(FRONT, BACK)))
                    .expectEvents(pictured(FRONT, BACK));
            pack.given(drafted(), pictured(FRONT))
                    .when(new AddPackImages(PACK, List.of(BACK, SIDE)))
                    .expectEvents(pictured(FRONT, BACK, SIDE));
        }

        @Test
        void areNotAddedTwice() {
            pack.given(drafted(), pictured(FRONT, BACK))
                    .when(new AddPackImages(PACK, List.of(withAlt(BACK, "Other words"))))
                    .expectNoEvents();
            pack.given(drafted())
                    .when(new AddPackImages(PACK, List.of(FRONT, FRONT)))
                    .expectEvents(pictured(FRONT));
        }

        @Test
        void areTwelveAtMost() {
            var full = IntStream.range(0, 12).mapToObj(ImageGalleryTest::image).toArray(Image[]::new);
            pack.given(drafted(), pictured(full))
                    .when(new AddPackImages(PACK, List.of(full[3])))
                    .expectNoEvents();
            refused(
                    TOO_MANY_IMAGES,
                    pack.given(drafted(), pictured(full)).when(new AddPackImages(PACK, List.of(image(12)))));
        }

        @Test
        void areRemovedOneByOne() {
            pack.given(drafted(), pictured(FRONT, BACK))
                    .when(new RemovePackImage(PACK, FRONT.imageId()))
                    .expectEvents(pictured(BACK));
            refused(
                    UNKNOWN_IMAGE,
                    pack.given(drafted(), pictured(FRONT)).when(new RemovePackImage(PACK, BACK.imageId())));
        }

        @Test
        void takeAnOrderThatNamesEachOnce() {
            pack.given(drafted(), pictured(FRONT, BACK, SIDE))
                    .when(order(SIDE, FRONT, BACK))
                    .expectEvents(pictured(SIDE, FRONT, BACK));
            pack.given(drafted(), pictured(FRONT, BACK))
                    .when(order(FRONT, BACK))
                    .expectNoEvents();
            for (var wrong : List.of(order(FRONT), order(FRONT, FRONT), order(FRONT, SIDE))) {
                refused(
                        IMAGE_ORDER_INCOMPLETE,
                        pack.given(drafted(), pictured(FRONT, BACK)).when(wrong));
            }
        }

        @Test
        void getAnotherAltText() {
            pack.given(drafted(), pictured(FRONT, BACK))
                    .when(new SetPackImageAltText(PACK, BACK.imageId(), "From behind"))
                    .expectEvents(pictured(FRONT, withAlt(BACK, "From behind")));
            refused(
                    UNKNOWN_IMAGE,
                    pack.given(drafted()).when(new SetPackImageAltText(PACK, BACK.imageId(), "Nothing")));
        }

        @Test
        void cannotChangeOnceArchived() {
            refused(
                    ARCHIVED,
                    pack.given(drafted(), new PackArchived(PACK)).when(new AddPackImages(PACK, List.of(FRONT))));
        }

        private ReorderPackImages order(Image... images) {
            return new ReorderPackImages(
                    PACK, Arrays.stream(images).map(Image::imageId).toList());
        }

        private PackEvent pictured(Image... images) {
            return new PackImagesChanged(PACK, List.of(images));
        }

        private PackEvent drafted() {
            return new PackDrafted(
                    PACK,
                    PackKind.STARTER,
                    "Starter",
                    new Sku("STARTER"),
                    VendorId.SHOP,
                    TaxClass.STANDARD,
                    new TreeMap<>(),
                    1);
        }
    }

    @Nested
    class OfAProduct {

        static final ProductId TEA = new ProductId("prd_01jd0000000000000000000001");
        static final VendorId VENDOR = new VendorId("ven_01jd0000000000000000000001");
        static final VendorId STRANGER = new VendorId("ven_01jd0000000000000000000002");

        final ProductState tea = new ProductState();

        @Test
        void areANewRevision() {
            tea.evolve(drafted());
            assertThat(add(VENDOR, FRONT, BACK)).isEqualTo(List.of(pictured(2, ProductStatus.DRAFT, FRONT, BACK)));
            tea.evolve(pictured(2, ProductStatus.DRAFT, FRONT, BACK));
            assertThat(tea.picture(TEA, VENDOR, images -> images.without(FRONT.imageId())))
                    .isEqualTo(List.of(pictured(3, ProductStatus.DRAFT, BACK)));
            assertThat(add(VENDOR, FRONT)).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = {"DRAFT", "APPROVED"})
        void ofAVendorNeedAReviewAndOfStaffDoNot(ProductStatus by) {
            tea.evolve(drafted());
            tea.evolve(new ProductApproved(TEA, 1));
            assertThat(add(by == ProductStatus.DRAFT ? VENDOR : null, FRONT))
                    .isEqualTo(List.of(pictured(2, by, FRONT)));
        }

        @Test
        void cannotBeChangedByOtherVendors() {
            tea.evolve(drafted());
            assertThatThrownBy(() -> add(STRANGER, FRONT))
                    .isInstanceOfSatisfying(
                            CommandRejectedException.class,
                            refused -> assertThat(refused.answer().code())
                                    .isEqualTo(CatalogRefusal.UNKNOWN_PRODUCT.name()));
        }

        private List<?> add(@Nullable VendorId by, Image... images) {
            UnaryOperator<ImageGallery> change = gallery -> gallery.with(List.of(images));
            return tea.picture(TEA, by, change);
        }

        private ProductDrafted drafted() {
            var content = new ProductDetails("Tea", "", null, null);
            return new ProductDrafted(TEA, VENDOR, content, 1);
        }

        private ProductImagesChanged pictured(int revision, ProductStatus status, Image... images) {
            return new ProductImagesChanged(TEA, List.of(images), revision, status);
        }
    }

    private static Image withAlt(Image image, String alt) {
        return new Image(image.imageId(), image.mediaType(), image.width(), image.height(), image.bytes(), alt);
    }

    static Image image(int number) {
        var name = String.format(Locale.ROOT, "%02x", number).repeat(32);
        return new Image(new ImageId("img_" + name), "image/png", 640, 480, 1_000, "No. " + number);
    }

    private static void refused(Refusal why, ResultValidator<?> result) {
        result.expectException(Refusals.refused(why));
    }
}
