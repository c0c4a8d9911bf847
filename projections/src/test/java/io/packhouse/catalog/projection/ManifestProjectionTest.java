package io.packhouse.catalog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.manifest.ItemCondition;
import io.packhouse.catalog.api.manifest.ManifestContentEvent;
import io.packhouse.catalog.api.manifest.ManifestContentEvent.*;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Parts of a content and the versions that publish it; a copy filled by a replay has the same
/// rows.
class ManifestProjectionTest {

    static final PackId PACK = new PackId("pck_01jd0000000000000000000001");
    static final ManifestContentId CONTENT = new ManifestContentId("mfc_" + "0a".repeat(32));
    static final Money RETAIL = new Money(1250, Currency.getInstance("EUR"));

    @Test
    void numbersTheLinesOverAllPartsAndAReplayGivesTheSameRows() throws Exception {
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), ManifestProjection.class)) {
            var position = engine.append(ManifestProjectionTest::stream, story());
            engine.await(ManifestProjection.GROUP, position);
            assertThat(engine.rows("""
                    select line, sku, product_name, quantity, condition,
                    unit_retail_minor, currency from read.manifest_line
                    order by line"""))
                    .extracting(Object::toString)
                    .containsExactly(
                            "{line=1, sku=TEA-1, product_name==1+1, quantity=3, condition=NEW,"
                                    + " unit_retail_minor=1250, currency=EUR}",
                            "{line=2, sku=TEA-1, product_name=Tea, quantity=2, condition=SALVAGE,"
                                    + " unit_retail_minor=null, currency=null}",
                            "{line=3, sku=CUP-1, product_name=Cup, quantity=10,"
                                    + " condition=OPEN_BOX, unit_retail_minor=null,"
                                    + " currency=null}");
            assertThat(engine.rows("select version, lines, units from read.manifest"))
                    .extracting(Object::toString)
                    .containsExactly("{version=1, lines=3, units=15}");
            engine.copySchema("read_copy", "manifest", "manifest_line");
            engine.replay("read_copy", ManifestProjection::new, position);
            engine.replay("read_copy", ManifestProjection::new, position);
            for (var table : List.of("manifest", "manifest_line")) {
                assertThat(engine.hash("read_copy", table)).isEqualTo(engine.hash("read", table));
            }
        }
    }

    private static String stream(Object event) {
        return event instanceof ManifestContentEvent e
                ? e.contentId().value()
                : ((PackManifestPublished) event).packId().value();
    }

    private static List<Object> story() {
        return List.of(
                new ManifestLinesRecorded(
                        CONTENT,
                        0,
                        1,
                        List.of(
                                line("TEA-1", "=1+1", 3, ItemCondition.NEW, RETAIL),
                                line("TEA-1", "Tea", 2, ItemCondition.SALVAGE, null))),
                new ManifestLinesRecorded(
                        CONTENT, 1, 3, List.of(line("CUP-1", "Cup", 10, ItemCondition.OPEN_BOX, null))),
                new ManifestContentCompleted(CONTENT, 2, 3, 15),
                new PackManifestPublished(PACK, 1, CONTENT, 3, 15));
    }

    private static ManifestLine line(
            String sku,
            String name,
            int quantity,
            ItemCondition itemCondition,
            @org.jspecify.annotations.Nullable Money retail) {
        return new ManifestLine(new Sku(sku), name, quantity, itemCondition, retail);
    }
}
