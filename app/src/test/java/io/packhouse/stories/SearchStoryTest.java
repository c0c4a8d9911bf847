package io.packhouse.stories;

import static io.packhouse.testing.Catalogue.body;
import static io.packhouse.testing.Catalogue.ids;
import static io.packhouse.testing.Catalogue.sku;
import static io.packhouse.testing.Catalogue.text;
import static io.packhouse.testing.Catalogue.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.Role;
import io.packhouse.testing.Catalogue;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Finding products over HTTP, by words and by what they are.
class SearchStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalogue catalogue = new Catalogue(engine);
    final Client vendor = engine.as(Role.VENDOR, 201);
    final Client rival = engine.as(Role.VENDOR, 202);
    final Client buyer = engine.buyer(7);

    @Test
    void cat12WordsAndFacetsFindWhatFits() {
        var word = word();
        var top = catalogue.category(word(), "");
        var leaf = catalogue.category("Leaf", top);
        var brand = catalogue.brand(word());
        var stocked = sku();
        var inName = catalogue.approved(vendor, body(word + " kettle", stocked, leaf, 900));
        shop.receive(stocked, 1);
        var inText =
                catalogue.approved(
                        rival,
                        body("Pot", sku(), top, 3_000)
                                .replace("Something to sell", "Goes with the " + word)
                                .replaceFirst("\\{", "{\"brandId\":\"%s\",".formatted(brand)));
        catalogue.submitted(vendor, body(word + " hidden", sku(), leaf, 100));

        assertThat(catalogue.found("?q=" + word))
                .as("the name counts more")
                .containsExactly(inName, inText);
        assertThat(catalogue.found("?q=" + word + "+kettles")).containsExactly(inName);
        assertThat(catalogue.found("?q=" + word + "+-kettle")).containsExactly(inText);
        assertThat(catalogue.found("?q=" + word + "&category=" + leaf)).containsExactly(inName);
        assertThat(catalogue.found("?q=" + word + "&brand=" + brand)).containsExactly(inText);
        assertThat(catalogue.found("?q=" + word + "&inStock=true")).containsExactly(inName);
        assertThat(catalogue.found("?q=" + word + "&minPrice=1000")).containsExactly(inText);
        assertThat(catalogue.found("?q=" + word + "&maxPrice=900&currency=EUR"))
                .containsExactly(inName);
        assertThat(catalogue.found("?q=" + word + "&minPrice=0&currency=USD")).isEmpty();

        var facets = catalogue.search("?q=" + word).path("facets");
        assertThat(text(facets, "found", "capped", "inStock")).isEqualTo("2 false 1");
        assertThat(facets.path("categories").toString())
                .contains("\"id\":\"%s\"".formatted(top), "\"count\":2", "\"name\":\"Leaf\"");
        assertThat(facets.path("brands").get(0).path("id").asString()).isEqualTo(brand);
        assertThat(facets.path("vendors")).hasSize(2);
        assertThat(facets.path("prices")).hasSize(2);
        assertThat(text(facets.path("prices").get(1), "fromMinor", "toMinor", "count"))
                .isEqualTo("2500 5000 1");
    }

    @Test
    void cat12PagesFollowEachOtherBothWays() {
        var category = catalogue.category(word(), "");
        var word = word();
        var all =
                IntStream.range(0, 5)
                        .mapToObj(_ -> catalogue.approved(vendor, body(word, sku(), category, 1)))
                        .toList();
        for (var query : List.of("?limit=2&q=" + word, "?limit=2&category=" + category)) {
            var first = catalogue.search(query);
            var second = buyer.get(first.path("next").asString()).body();
            var third = buyer.get(second.path("next").asString()).body();
            assertThat(
                            List.of(
                                    ids(first.path("items")),
                                    ids(second.path("items")),
                                    ids(third.path("items"))))
                    .isEqualTo(
                            List.of(
                                    List.of(all.get(4), all.get(3)),
                                    List.of(all.get(2), all.get(1)),
                                    List.of(all.get(0))));
            assertThat(third.has("next")).isFalse();
            var back = buyer.get(third.path("prev").asString()).body();
            assertThat(ids(back.path("items"))).isEqualTo(ids(second.path("items")));
        }
    }
}
