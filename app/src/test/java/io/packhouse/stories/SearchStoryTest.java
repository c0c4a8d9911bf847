package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ids;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.text;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching products over HTTP, by words and by facets.
class SearchStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalog catalog = new Catalog(engine);
    final Client vendor = engine.as(Role.VENDOR, 201);
    final Client rival = engine.as(Role.VENDOR, 202);
    final Client buyer = engine.buyer(7);

    @Test
    void cat12WordsAndFacetsFindMatchingProducts() {
        var word = word();
        var top = catalog.category(word(), "");
        var leaf = catalog.category("Leaf", top);
        var brand = catalog.brand(word());
        var stocked = sku();
        var inName = catalog.approved(vendor, body(word + " kettle", stocked, leaf, 900));
        shop.receive(stocked, 1);
        var inText = catalog.approved(
                rival,
                body("Pot", sku(), top, 3_000)
                        .replace("Something to sell", "Goes with the " + word)
                        .replaceFirst("\\{", "{\"brandId\":\"%s\",".formatted(brand)));
        catalog.submitted(vendor, body(word + " hidden", sku(), leaf, 100));

        assertThat(catalog.found("?q=" + word)).as("the name counts more").containsExactly(inName, inText);
        assertThat(catalog.found("?q=" + word + "+kettles")).containsExactly(inName);
        assertThat(catalog.found("?q=" + word + "+-kettle")).containsExactly(inText);
        assertThat(catalog.found("?q=" + word + "&category=" + leaf)).containsExactly(inName);
        assertThat(catalog.found("?q=" + word + "&brand=" + brand)).containsExactly(inText);
        assertThat(catalog.found("?q=" + word + "&inStock=true")).containsExactly(inName);
        assertThat(catalog.found("?q=" + word + "&minPrice=1000")).containsExactly(inText);
        assertThat(catalog.found("?q=" + word + "&maxPrice=900&currency=EUR")).containsExactly(inName);
        assertThat(catalog.found("?q=" + word + "&minPrice=0&currency=USD")).isEmpty();

        var facets = catalog.search("?q=" + word).path("facets");
        assertThat(text(facets, "found", "capped", "inStock")).isEqualTo("2 false 1");
        assertThat(facets.path("categories").toString())
                .contains("\"id\":\"%s\"".formatted(top), "\"count\":2", "\"name\":\"Leaf\"");
        assertThat(facets.path("brands").get(0).path("id").asString()).isEqualTo(brand);
        assertThat(facets.path("vendors")).hasSize(2);
        assertThat(facets.path("prices")).hasSize(2);
        assertThat(text(facets.path("prices").get(1), "fromMinor", "toMinor", "count"))
                .isEqualTo("2500 5000 1");
    }

    /// What is typed, and the name that it must find. Each name has a unique word in front, so that
    /// no other product of the shop is found.
    static Stream<Arguments> typedAndCalled() {
        return Stream.of(
                arguments("ABC", "ABC/123"),
                arguments("123", "ABC/123"),
                arguments("abc/123", "ABC 123"),
                arguments("6.3mm", "Adapter 3.5mm/6.3mm"),
                arguments("6.3 mm", "Adapter 3.5mm/6.3mm"),
                arguments("creme brulee", "Cr\u00e8me br\u00fbl\u00e9e"),
                arguments("Cr\u00e8me Br\u00fbl\u00e9e", "creme brulee"),
                arguments("Cafe\u0301", "Caf\u00e9"),
                arguments("Caf\u00e9", "Cafe\u0301"),
                arguments("the who", "The Who"),
                arguments("\"the who\"", "Live by The Who"),
                arguments("not to be", "To be, or not to be"),
                arguments("STRASSE", "Stra\u00dfe"),
                arguments("smorrebrod", "Sm\u00f8rrebr\u00f8d"),
                arguments("\uff21\uff22\uff23 \u0661", "abc 1"),
                arguments("\u0451\u043b\u043a\u0430", "\u0415\u041b\u041a\u0410"),
                arguments("headphones", "Headphone"),
                arguments("hedphones", "Headphones"),
                arguments("Headphnoes", "Headphones"));
    }

    @ParameterizedTest
    @MethodSource("typedAndCalled")
    void cat12OtherSpellingsFindTheName(String typed, String called) {
        var word = word();
        var product = catalog.approved(vendor, body(word + " " + called, sku(), category(), 1));
        catalog.approved(vendor, body(word + " Kettle", sku(), category(), 1));
        assertThat(catalog.found(query(word + " " + typed))).containsExactly(product);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7604NI", "ds-7604ni", "DS7604NI", "7604NI-E1", "DS-7604NI-E1.4P.A"})
    void cat12PartsOfASkuFindIt(String typed) {
        var word = word();
        var sku = "DS-7604NI-E1.4P." + word.toUpperCase(Locale.ROOT);
        var product = catalog.approved(vendor, body(word + " Recorder", sku, category(), 1));
        catalog.approved(vendor, body(word + " Kettle", sku(), category(), 1));
        var asked = typed.endsWith(".A") ? sku : typed;
        assertThat(catalog.found(query(word + " " + asked))).containsExactly(product);
        var facets = catalog.search(query(word + " " + asked)).path("facets");
        assertThat(facets.path("found").asInt()).isEqualTo(1);
    }

    private String category() {
        return catalog.category(word(), "");
    }

    private static String query(String typed) {
        return "?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }

    @Test
    void cat12PagesLinkToTheNextAndThePreviousOne() {
        var category = catalog.category(word(), "");
        var word = word();
        var all = IntStream.range(0, 5)
                .mapToObj(_ -> catalog.approved(vendor, body(word, sku(), category, 1)))
                .toList();
        for (var query : List.of("?limit=2&q=" + word, "?limit=2&category=" + category)) {
            var first = catalog.search(query);
            var second = buyer.get(first.path("next").asString()).body();
            var third = buyer.get(second.path("next").asString()).body();
            assertThat(List.of(ids(first.path("items")), ids(second.path("items")), ids(third.path("items"))))
                    .isEqualTo(List.of(
                            List.of(all.get(4), all.get(3)), List.of(all.get(2), all.get(1)), List.of(all.get(0))));
            assertThat(third.has("next")).isFalse();
            var back = buyer.get(third.path("prev").asString()).body();
            assertThat(ids(back.path("items"))).isEqualTo(ids(second.path("items")));
        }
    }
}
