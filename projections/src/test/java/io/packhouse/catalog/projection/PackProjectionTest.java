package io.packhouse.catalog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every event of a pack goes through the running processor; a copy filled by a replay has the same
/// rows.
class PackProjectionTest {

    static final PackId PACK = new PackId("pck_01jd0000000000000000000001");
    static final PackId OTHER = new PackId("pck_01jd0000000000000000000002");
    static final PackId NEW = new PackId("pck_01jd0000000000000000000003");
    static final PackId UNPUBLISHED = new PackId("pck_01jd0000000000000000000004");

    @Test
    void showsTheNewestTermsAndAReplayGivesTheSameRows() throws Exception {
        var story = story();
        assertThat(story.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(PackEvent.class.getPermittedSubclasses()));
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), PackProjection.class)) {
            var position = engine.append(event -> ((PackEvent) event).packId().value(), story);
            engine.await(PackProjection.GROUP, position);
            assertThat(engine.rows("""
                    select name, status, terms_version, contents::text as
                    contents, prices::text as prices,
                    jsonb_array_length(images) as images from read.pack
                    order by pack_id"""))
                    .extracting(Object::toString)
                    .containsExactly(
                            "{name=Starter two, status=PUBLISHED, terms_version=2,"
                                    + " contents={\"CUP-1\": 1, \"TEA-1\": 20},"
                                    + " prices={\"EUR\": 5100, \"JPY\": 8000}, images=1}",
                            "{name=Single tea, status=ARCHIVED, terms_version=1, contents={}, prices={}, images=0}",
                            "{name=New, status=DRAFT, terms_version=1, contents={}, prices={}, images=0}",
                            "{name=Back, status=DRAFT, terms_version=1, contents={}, prices={}, images=0}");
            engine.copySchema("read_copy", "pack");
            engine.replay("read_copy", PackProjection::new, position);
            engine.replay("read_copy", PackProjection::new, position);
            assertThat(engine.hash("read_copy", "pack"))
                    .isEqualTo(engine.hash("read", "pack"))
                    .startsWith("4 rows");
        }
    }

    static List<PackEvent> story() {
        return List.of(
                drafted(PACK, PackKind.STARTER, "Starter"),
                new PackPriceSet(PACK, money(4900, "EUR")),
                new PackPriceSet(PACK, money(8000, "JPY")),
                new PackPublished(PACK, 1),
                new PackManifestPublished(PACK, 1, new ManifestContentId("mfc_" + "0a".repeat(32)), 3, 15),
                new PackImagesChanged(PACK, List.of(image("0a"), image("0b"))),
                new PackImagesChanged(PACK, List.of(image("0b"))),
                new PackTermsRevised(
                        PACK,
                        "Starter two",
                        TaxClass.REDUCED,
                        new TreeMap<>(java.util.Map.of(new Sku("TEA-1"), 20, new Sku("CUP-1"), 1)),
                        2),
                new PackPriceSet(PACK, money(5100, "EUR")),
                drafted(OTHER, PackKind.OFFER, "Single tea"),
                new PackLinkedToProduct(OTHER, new ProductId("prd_01jd0000000000000000000001")),
                new PackUnpublished(OTHER),
                new PackArchived(OTHER),
                drafted(NEW, PackKind.STARTER, "New"),
                drafted(UNPUBLISHED, PackKind.STARTER, "Back"),
                new PackPublished(UNPUBLISHED, 1),
                new PackUnpublished(UNPUBLISHED));
    }

    private static PackDrafted drafted(PackId id, PackKind kind, String name) {
        return new PackDrafted(
                id, kind, name, new Sku("STARTER-20"), VendorId.SHOP, TaxClass.STANDARD, new TreeMap<>(), 1);
    }

    static Image image(String byteOfName) {
        return new Image(new ImageId("img_" + byteOfName.repeat(32)), "image/png", 640, 480, 1_000, "Box");
    }

    private static Money money(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }
}
