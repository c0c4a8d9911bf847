package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.text;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The catalog over HTTP: packs, products, categories, brands. Tests are named after the rows of
/// the capabilities.
class CatalogStoryTest {

    static final String PRODUCTS = "/api/v1/products";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalog catalog = new Catalog(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client vendor = engine.as(Role.VENDOR, 201);
    final Client buyer = engine.buyer(7);

    @Test
    void cat01And02PacksOfThreeKindsAreCreatedReadChangedAndArchived() {
        var pack = shop.pack(shop.stock(5));
        var path = "/api/packs/" + pack;
        var read = catalog.read(buyer, path);
        assertThat(text(read, "name", "kind", "status")).isEqualTo("Pack STARTER PUBLISHED");
        assertThat(read.path("price").get(0).path("amountMinor").asInt()).isEqualTo(1000);
        ok(staff.send("PUT", path, "{\"name\":\"Other\",\"taxClass\":\"STANDARD\",\"contents\":{}}"));
        ok(staff.send("DELETE", path, ""));
        assertThat(text(catalog.read(buyer, path), "name", "status")).isEqualTo("Other ARCHIVED");
        var unknown = "{\"kind\":\"MEGA\",\"name\":\"M\",\"sku\":\"M\",\"taxClass\":\"STANDARD\"}";
        assertThat(staff.post("/api/packs", unknown).status()).isEqualTo(422);
    }

    @Test
    void cat03And04ThePackListShowsWhatIsAvailable() {
        var sku = shop.stock(7);
        var pack = shop.pack(sku);
        shop.order(buyer, "FULL", 3, pack);
        assertThat(catalog.read(buyer, "/api/packs/" + pack).path("inventory").asInt())
                .isEqualTo(4);
        var listed = catalog.read(buyer, "/api/packs?kind=STARTER&limit=200").path("items");
        assertThat(listed.values().stream().map(item -> item.path("packId").asString()))
                .contains(pack);
    }

    @Test
    void cat06And07AProductIsSoldInVariantsEachWithItsSkuPriceAndStock() {
        var large = sku();
        var small = sku();
        var category = catalog.category(word(), "");
        var id = catalog.approved(vendor, body("Tea", small, category, 690));
        ok(staff.post(PRODUCTS + "/" + id + "/variants", """
                        {"sku":"%s","name":"500 g","taxClass":"REDUCED",
                         "price":[{"amountMinor":2990,"currency":"EUR"}]}\
                        """.formatted(large)));
        shop.receive(large, 3);
        var variants = catalog.read(buyer, "/api/products/" + id).path("variants");
        assertThat(variants).hasSize(2);
        assertThat(text(variants.get(0), "sku", "inventory", "onSale"))
                .isEqualTo(large.compareTo(small) < 0 ? large + " 3 true" : small + " 0 true");
        var offer = catalog.offer(id, large);
        shop.event(shop.order(buyer, "FULL", 2, offer), "ordering.OrderAccepted");
        assertThat(buyer.post("/api/orders", Shop.basket("FULL", 2, offer)).status())
                .isEqualTo(409);
        ok(vendor.send("DELETE", "/api/products/" + id, ""));
        assertThat(buyer.get("/api/products/" + id).status()).isIn(200, 404);
        catalog.read(vendor, PRODUCTS + "/own");
        assertThat(buyer.get("/api/products/" + id).status()).isEqualTo(404);
    }

    @Test
    void cat08CategoriesAreATreeWithoutCycles() {
        var top = catalog.category(word(), "");
        var middle = catalog.category("Middle", top);
        var leaf = catalog.category("Leaf", middle);
        var circle = staff.send(
                "PUT", "/api/categories/" + top, "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(word(), leaf));
        assertThat(circle.string("reason")).isEqualTo("CATEGORY_CYCLE");
        assertThat(staff.send("DELETE", "/api/categories/" + middle, "").string("reason"))
                .isEqualTo("CATEGORY_NOT_EMPTY");
        var product = catalog.approved(vendor, body(word(), sku(), leaf, 100));
        assertThat(catalog.found("?category=" + top)).containsExactly(product);
        ok(staff.send("PUT", "/api/categories/" + middle, "{\"name\":\"%s\"}".formatted(word())));
        assertThat(catalog.found("?category=" + top)).isEmpty();
        assertThat(catalog.found("?category=" + middle)).containsExactly(product);
        ok(staff.send("DELETE", "/api/categories/" + leaf, ""));
        assertThat(catalog.found("?category=" + middle)).containsExactly(product);
        var tree = catalog.read(buyer, "/api/categories").path("items");
        assertThat(tree.toString()).contains(top, middle).doesNotContain(leaf);
    }

    @Test
    void cat08ConcurrentMovesNeverMakeACycle() {
        for (var round = 0; round < 5; round++) {
            var one = catalog.category(word(), "");
            var other = catalog.category(word(), "");
            var answers = List.of(List.of(one, other), List.of(other, one)).parallelStream()
                    .map(pair -> staff.send(
                            "PUT",
                            "/api/categories/" + pair.getFirst(),
                            "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(word(), pair.getLast())))
                    .map(Client.Answer::status)
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void cat09BrandsAreRegisteredOnceAndFoundByName() {
        var name = word();
        var brand = catalog.brand(name);
        assertThat(catalog.brand(name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(brand);
        var category = catalog.category(word(), "");
        var product = catalog.approved(
                vendor,
                body("Kettle", sku(), category, 100).replaceFirst("\\{", "{\"brandId\":\"%s\",".formatted(brand)));
        assertThat(catalog.found("?q=" + name)).containsExactly(product);
        var renamed = word();
        ok(staff.send("PUT", "/api/brands/" + brand, "{\"name\":\"%s\"}".formatted(renamed)));
        assertThat(catalog.found("?q=" + renamed)).containsExactly(product);
        assertThat(catalog.found("?q=" + name)).isEmpty();
        assertThat(catalog.read(buyer, "/api/brands").toString()).contains(renamed);
    }

    @Test
    void cat09TwoBrandsCannotHaveOneName() {
        var first = word();
        var second = word();
        var other = word();
        var brand = catalog.brand(first);
        var rival = catalog.brand(other);
        var answer = ok(renamed(brand, second));
        assertThat(answer.string("id")).isEqualTo(brand);
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");

        for (var name : List.of(first, second, " " + second.toUpperCase(java.util.Locale.ROOT))) {
            var refused = renamed(rival, name);
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.string("reason")).isEqualTo("BRAND_EXISTS");
            assertThat(refused.string("brandId")).isEqualTo(brand);
            assertThat(refused.string("detail")).contains("Another brand has, or had, that name");
            var again = staff.post("/api/v1/brands", "{\"name\":\"%s\"}".formatted(name));
            assertThat(again.status()).as(again.text()).isEqualTo(409);
            assertThat(again.string("brandId")).isEqualTo(brand);
        }
        var kept = BrandId.named(second).value();
        assertThat(engine.names(kept)).containsExactly("catalog.BrandNameReserved");
        assertThat(renamed(kept, word()).status()).as("a kept name is no brand").isEqualTo(404);
        var product = body("Kettle", sku(), catalog.category(word(), ""), 100)
                .replaceFirst("\\{", "{\"brandId\":\"%s\",".formatted(kept));
        assertThat(staff.post("/api/v1/products", product).string("reason")).isEqualTo("UNKNOWN_BRAND");
        var names = catalog.read(buyer, "/api/brands").toString();
        assertThat(names)
                .containsOnlyOnce(quoted(second))
                .containsOnlyOnce(quoted(other))
                .doesNotContain(kept);

        ok(renamed(brand, first));
        ok(renamed(brand, second));
    }

    @Test
    void cat09OfConcurrentRequestsForOneNameOneSucceeds() {
        for (var round = 0; round < 10; round++) {
            var one = catalog.brand(word());
            var two = catalog.brand(word());
            var wanted = word();
            var register = "{\"name\":\"%s\"}".formatted(wanted);
            var answers = List.<Supplier<Client.Answer>>of(
                            () -> renamed(one, wanted),
                            () -> renamed(two, wanted),
                            () -> staff.post("/api/v1/brands", register))
                    .parallelStream()
                    .map(ask -> ask.get().status() / 100)
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(2, 4, 4);
        }
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    private Client.Answer renamed(String brand, String name) {
        return staff.send("PUT", "/api/v1/brands/" + brand, "{\"name\":\"%s\"}".formatted(name));
    }
}
