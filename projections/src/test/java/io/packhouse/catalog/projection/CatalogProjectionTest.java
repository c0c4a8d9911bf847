package io.packhouse.catalog.projection;

import static io.packhouse.projecting.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.brand.BrandEvent;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.VendorId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every catalog event goes through the running processors; copies filled by a replay have the same
/// rows.
class CatalogProjectionTest {

    static final String[] TABLES = {
        "catalog_product", "catalog_variant", "catalog_category", "catalog_tree", "catalog_brand", "catalog_word"
    };
    static final String[] PRICES = {"price_change", "price_period", "current_price", "sale_period"};

    static ProjectionTestEngine engine;
    static long position;

    @BeforeAll
    static void append() {
        engine = ProjectionTestEngine.start(
                ProjectionTestEngine.folder(), ProductProjection.class, PriceHistoryProjection.class);
        position = engine.append(CatalogStory::stream, CatalogStory.all());
        engine.await(ProductProjection.GROUP, position);
        engine.await(PriceHistoryProjection.GROUP, position);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void containsEveryEvent() {
        assertThat(CatalogStory.all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsAll(Stream.of(ProductEvent.class, PackEvent.class, CategoryEvent.class, BrandEvent.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .collect(Collectors.toSet()));
        assertThat(engine.rows("select * from engine.dead_letter_entry")).isEmpty();
    }

    @Test
    void aNewProductIsADraft() throws Exception {
        var product = new ProductDrafted(CatalogStory.POT, VendorId.SHOP, new ProductDetails("Pot", "", null, null), 1);
        try (var own = ProjectionTestEngine.start(ProjectionTestEngine.folder(), ProductProjection.class)) {
            own.await(ProductProjection.GROUP, own.append(CatalogStory::stream, List.of(product)));
            assertThat(own.rows("select name, status from read.catalog_product"))
                    .singleElement()
                    .hasToString("{name=Pot, status=DRAFT}");
        }
    }

    @Test
    void combinesWhatIsSearched() {
        assertThat(products("name, status, revision, brand_name, category_words, sku_words, in_stock"))
                .containsExactly(
                        "{name=Assam gold, status=APPROVED, revision=2, brand_name=Acme Trading,"
                                + " category_words=gifts beverages, sku_words=assam 100,"
                                + " in_stock=true}",
                        "{name=Cup, status=REJECTED, revision=1, brand_name=,"
                                + " category_words=gifts, sku_words=cup white, in_stock=false}",
                        "{name=Pot, status=ARCHIVED, revision=1, brand_name=, category_words=,"
                                + " sku_words=, in_stock=false}");
        assertThat(products("prices::text as prices, rejection, category_path::text as path"))
                .containsExactly(
                        "{prices={\"EUR\": 650, \"JPY\": 900}, rejection=null, path={"
                                + CatalogStory.GIFTS
                                + ","
                                + CatalogStory.DRINKS
                                + "}}",
                        "{prices={}, rejection=" + sealed("No picture") + ", path={" + CatalogStory.GIFTS + "}}",
                        "{prices={}, rejection=null, path={}}");
    }

    @Test
    void keepsItsImagesInTheirOrder() {
        assertThat(products("images -> 0 ->> 'alt' as alt, jsonb_array_length(images) as images"))
                .containsExactly("{alt=null, images=0}", "{alt=Box, images=2}", "{alt=null, images=0}");
    }

    @Test
    void findsByAnyOfItsWords() {
        for (var words : List.of("assam", "black tea", "acme", "beverages", "assam 100", "gift")) {
            assertThat(found(words)).as(words).containsExactly(CatalogStory.ASSAM.value());
        }
        assertThat(found("cup")).as("not approved").isEmpty();
        assertThat(found("valley")).as("removed word").isEmpty();
    }

    @Test
    void keepsPricesThatWereSetAndThatWereOnSale() {
        assertThat(engine.rows("select currency, before_minor, amount_minor from read.price_change where pack_id = '"
                        + CatalogStory.offer(CatalogStory.SMALL)
                        + "' order by position"))
                .extracting(Object::toString)
                .containsExactly(
                        "{currency=EUR, before_minor=null, amount_minor=690}",
                        "{currency=JPY, before_minor=null, amount_minor=900}",
                        "{currency=EUR, before_minor=690, amount_minor=650}");
        assertThat(engine.rows("select amount_minor, ended_position is null as lasts from"
                        + " read.price_period where currency = 'EUR' and pack_id"
                        + " = '"
                        + CatalogStory.offer(CatalogStory.SMALL)
                        + "' order by started_position"))
                .extracting(Object::toString)
                .containsExactly(
                        "{amount_minor=690, lasts=false}",
                        "{amount_minor=650, lasts=false}",
                        "{amount_minor=650, lasts=true}");
    }

    @Test
    void aReplayGivesTheSameRows() throws Exception {
        var all = new ArrayList<>(List.of(TABLES));
        all.addAll(List.of(PRICES));
        engine.copySchema("read_copy", all.toArray(String[]::new));
        engine.replay("read_copy", ProductProjection::new, position);
        engine.replay("read_copy", PriceHistoryProjection::new, position);
        for (var table : all) {
            assertThat(engine.hash("read_copy", table))
                    .as(table)
                    .isEqualTo(engine.hash("read", table))
                    .doesNotStartWith("0 rows");
        }
        engine.replay("read_copy", PriceHistoryProjection::new, position);
        for (var table : PRICES) {
            assertThat(engine.hash("read_copy", table)).isEqualTo(engine.hash("read", table));
        }
    }

    private static List<String> products(String columns) {
        return engine.rows("select " + columns + " from read.catalog_product order by product_id").stream()
                .map(Object::toString)
                .toList();
    }

    private static List<Object> found(String words) {
        return engine.jdbc().sql("""
                        select product_id from read.catalog_product where status = 'APPROVED'
                        and document @@ plainto_tsquery('read.words', ?)""").param(words).query().singleColumn();
    }
}
