package io.packhouse.stories;

import static io.packhouse.testing.Catalogue.body;
import static io.packhouse.testing.Catalogue.ok;
import static io.packhouse.testing.Catalogue.sku;
import static io.packhouse.testing.Catalogue.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.Role;
import io.packhouse.testing.Catalogue;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The catalogue over HTTP: packs, products, categories, brands. Tests are named after the rows of
/// the capabilities.
class CatalogueStoryTest {

    static final String PRODUCTS = "/api/v1/products";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalogue catalogue = new Catalogue(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client vendor = engine.as(Role.VENDOR, 201);
    final Client rival = engine.as(Role.VENDOR, 202);
    final Client buyer = engine.buyer(7);

    @Test
    void cat01And02PacksAreMadeReadChangedAndEndedAndOfThreeKinds() {
        var pack = shop.pack(shop.stock(5));
        var path = "/api/packs/" + pack;
        var read = catalogue.read(buyer, path);
        assertThat(text(read, "name", "kind", "status")).isEqualTo("Pack STARTER PUBLISHED");
        assertThat(read.path("price").get(0).path("amountMinor").asInt()).isEqualTo(1000);
        ok(
                staff.send(
                        "PUT",
                        path,
                        "{\"name\":\"Other\",\"taxClass\":\"STANDARD\",\"contents\":{}}"));
        ok(staff.send("DELETE", path, ""));
        assertThat(text(catalogue.read(buyer, path), "name", "status")).isEqualTo("Other ARCHIVED");
        var unknown = "{\"kind\":\"MEGA\",\"name\":\"M\",\"sku\":\"M\",\"taxClass\":\"STANDARD\"}";
        assertThat(staff.post("/api/packs", unknown).status()).isEqualTo(422);
    }

    @Test
    void cat03And04ThePackListShowsWhatCanBeHadNow() {
        var sku = shop.stock(7);
        var pack = shop.pack(sku);
        shop.order(buyer, "FULL", 3, pack);
        assertThat(catalogue.read(buyer, "/api/packs/" + pack).path("inventory").asInt())
                .isEqualTo(4);
        var listed = catalogue.read(buyer, "/api/packs?kind=STARTER&limit=200").path("items");
        assertThat(listed.values().stream().map(item -> item.path("packId").asString()))
                .contains(pack);
    }

    @Test
    void cat06And07AProductIsSoldInVariantsEachWithItsSkuPriceAndStock() {
        var large = sku();
        var small = sku();
        var category = catalogue.category(word(), "");
        var id = catalogue.approved(vendor, body("Tea", small, category, 690));
        ok(
                staff.post(
                        PRODUCTS + "/" + id + "/variants",
                        """
                        {"sku":"%s","name":"500 g","taxClass":"REDUCED",
                         "price":[{"amountMinor":2990,"currency":"EUR"}]}\
                        """
                                .formatted(large)));
        shop.receive(large, 3);
        var variants = catalogue.read(buyer, "/api/products/" + id).path("variants");
        assertThat(variants).hasSize(2);
        assertThat(text(variants.get(0), "sku", "inventory", "onSale"))
                .isEqualTo(large.compareTo(small) < 0 ? large + " 3 true" : small + " 0 true");
        var offer = offer(id, large);
        shop.event(shop.order(buyer, "FULL", 2, offer), "ordering.OrderAccepted");
        assertThat(buyer.post("/api/orders", Shop.basket("FULL", 2, offer)).status())
                .isEqualTo(409);
        ok(vendor.send("DELETE", "/api/products/" + id, ""));
        assertThat(buyer.get("/api/products/" + id).status()).isIn(200, 404);
        catalogue.read(vendor, PRODUCTS + "/own");
        assertThat(buyer.get("/api/products/" + id).status()).isEqualTo(404);
    }

    @Test
    void cat08CategoriesAreATreeThatCannotBeBentIntoACircle() {
        var top = catalogue.category(word(), "");
        var middle = catalogue.category("Middle", top);
        var leaf = catalogue.category("Leaf", middle);
        var circle =
                staff.send(
                        "PUT",
                        "/api/categories/" + top,
                        "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(word(), leaf));
        assertThat(circle.string("reason")).isEqualTo("WOULD_CIRCLE");
        assertThat(staff.send("DELETE", "/api/categories/" + middle, "").string("reason"))
                .isEqualTo("HAS_CHILDREN");
        var product = catalogue.approved(vendor, body(word(), sku(), leaf, 100));
        assertThat(found("?category=" + top)).containsExactly(product);
        ok(staff.send("PUT", "/api/categories/" + middle, "{\"name\":\"%s\"}".formatted(word())));
        assertThat(found("?category=" + top)).isEmpty();
        assertThat(found("?category=" + middle)).containsExactly(product);
        ok(staff.send("DELETE", "/api/categories/" + leaf, ""));
        assertThat(found("?category=" + middle)).containsExactly(product);
        var tree = catalogue.read(buyer, "/api/categories").path("items");
        assertThat(tree.toString()).contains(top, middle).doesNotContain(leaf);
    }

    @Test
    void cat08TwoMovesAtOnceNeverMakeACircle() {
        for (var round = 0; round < 5; round++) {
            var one = catalogue.category(word(), "");
            var other = catalogue.category(word(), "");
            var answers =
                    List.of(List.of(one, other), List.of(other, one)).parallelStream()
                            .map(
                                    pair ->
                                            staff.send(
                                                    "PUT",
                                                    "/api/categories/" + pair.getFirst(),
                                                    "{\"name\":\"%s\",\"parentId\":\"%s\"}"
                                                            .formatted(word(), pair.getLast())))
                            .map(Client.Answer::status)
                            .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void cat09BrandsAreRegisteredOnceAndFoundByName() {
        var name = word();
        var brand = catalogue.brand(name);
        assertThat(catalogue.brand(name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(brand);
        var category = catalogue.category(word(), "");
        var product =
                catalogue.approved(
                        vendor,
                        body("Kettle", sku(), category, 100)
                                .replaceFirst("\\{", "{\"brandId\":\"%s\",".formatted(brand)));
        assertThat(found("?q=" + name)).containsExactly(product);
        var renamed = word();
        ok(staff.send("PUT", "/api/brands/" + brand, "{\"name\":\"%s\"}".formatted(renamed)));
        assertThat(found("?q=" + renamed)).containsExactly(product);
        assertThat(found("?q=" + name)).isEmpty();
        assertThat(catalogue.read(buyer, "/api/brands").toString()).contains(renamed);
    }

    @Test
    void cat11OnlyApprovedProductsSell() {
        var sku = sku();
        var category = catalogue.category(word(), "");
        var id = catalogue.submitted(vendor, body(word(), sku, category, 500));
        shop.receive(sku, 10);
        var path = PRODUCTS + "/" + id;
        var offer = offer(id, sku);
        assertThat(refusal(buyer, offer)).isEqualTo("NOT_FOR_SALE");
        assertThat(buyer.get(path).status()).isEqualTo(404);
        assertThat(vendor.post(path + "/approve", "{\"revision\":1}").status()).isEqualTo(403);
        var queue = catalogue.read(staff, PRODUCTS + "/approvals?limit=200").path("items");
        assertThat(ids(queue)).contains(id);

        ok(staff.post(path + "/reject", "{\"revision\":1,\"reason\":\"No picture\"}"));
        assertThat(catalogue.read(vendor, path).path("product").path("rejection").asString())
                .isEqualTo("No picture");
        ok(vendor.post(path + "/submit", ""));
        ok(staff.post(path + "/approve", "{\"revision\":1}"));
        shop.order(buyer, "FULL", 1, offer);

        ok(
                vendor.send(
                        "PUT",
                        path,
                        "{\"name\":\"Better\",\"categoryId\":\"%s\"}".formatted(category)));
        assertThat(refusal(buyer, offer)).isEqualTo("NOT_FOR_SALE");
        var stale = staff.post(path + "/approve", "{\"revision\":1}");
        assertThat(stale.string("reason")).isEqualTo("REVISED_SINCE");
        var published = staff.post("/api/v1/packs/" + offer + "/publish", "");
        assertThat(published.string("reason")).isEqualTo("BELONGS_TO_PRODUCT");
    }

    @Test
    void cat11AVendorSeesAndChangesOnlyHisOwn() {
        var category = catalogue.category(word(), "");
        var sku = sku();
        var id = catalogue.submitted(vendor, body(word(), sku, category, 500));
        var path = PRODUCTS + "/" + id;
        assertThat(rival.get(path).status()).isEqualTo(404);
        assertThat(rival.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(rival.post(path + "/submit", "").string("reason")).isEqualTo("UNKNOWN_PRODUCT");
        assertThat(ids(catalogue.read(rival, PRODUCTS + "/own").path("items"))).doesNotContain(id);
        assertThat(ids(catalogue.read(vendor, PRODUCTS + "/own?status=SUBMITTED").path("items")))
                .contains(id);
        var taken = rival.post(PRODUCTS, body("Mine", sku, category, 1));
        assertThat(taken.string("reason")).isEqualTo("SKU_TAKEN");
        assertThat(buyer.post(PRODUCTS, body("Mine", sku(), category, 1)).status()).isEqualTo(403);
    }

    @Test
    void cat11WhatTheHouseHasInStockOnlyStaffSell() {
        var sku = shop.stock(5);
        var category = catalogue.category(word(), "");
        var mine = body("Mine", sku, category, 1);
        var no = vendor.post(PRODUCTS, mine);
        assertThat(no.status()).isEqualTo(409);
        assertThat(text(no.body(), "reason", "sku")).isEqualTo("SKU_STOCKED " + sku);
        var own = catalogue.submitted(vendor, body("Own", sku(), category, 1));
        var variant = "{\"sku\":\"%s\",\"taxClass\":\"STANDARD\"}";
        var variants = PRODUCTS + "/" + own + "/variants";
        assertThat(vendor.post(variants, variant.formatted(sku)).string("reason"))
                .isEqualTo("SKU_STOCKED");
        var added = variant.formatted(sku());
        ok(vendor.post(variants, added));
        ok(vendor.post(variants, added));
        catalogue.approved(staff, mine);
    }

    @Test
    void cat13ARepeatedDraftIsAnsweredWhateverBecameOfItsCategory() {
        var category = catalogue.category(word(), "");
        var body = body("Tea", sku(), category, 1);
        var key = "draft-" + word();
        var first = ok(vendor.post(PRODUCTS, body, "Idempotency-Key", key));
        ok(staff.send("DELETE", "/api/categories/" + category, ""));
        var again = vendor.post(PRODUCTS, body, "Idempotency-Key", key);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.string("id")).isEqualTo(first.string("id"));
        assertThat(vendor.post(PRODUCTS, body).string("reason")).isEqualTo("UNKNOWN_CATEGORY");
    }

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

        assertThat(found("?q=" + word)).as("the name counts more").containsExactly(inName, inText);
        assertThat(found("?q=" + word + "+kettles")).containsExactly(inName);
        assertThat(found("?q=" + word + "+-kettle")).containsExactly(inText);
        assertThat(found("?q=" + word + "&category=" + leaf)).containsExactly(inName);
        assertThat(found("?q=" + word + "&brand=" + brand)).containsExactly(inText);
        assertThat(found("?q=" + word + "&inStock=true")).containsExactly(inName);
        assertThat(found("?q=" + word + "&minPrice=1000")).containsExactly(inText);
        assertThat(found("?q=" + word + "&maxPrice=900&currency=EUR")).containsExactly(inName);
        assertThat(found("?q=" + word + "&minPrice=0&currency=USD")).isEmpty();

        var facets = search("?q=" + word).path("facets");
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
            var first = search(query);
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

    @Test
    void cat13BulkRowsSucceedAndFailEachByItself() {
        var category = catalogue.category(word(), "");
        var sku = sku();
        var rows =
                """
                {"rows":[
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":{"name":""}},
                 {"action":"CREATE","product":{"nme":"typo"}},
                 {"action":"DESTROY"},
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":%s}]}\
                """
                        .formatted(
                                body("One", sku, category, 100),
                                body("Taken", sku, category, 100),
                                body("Two", sku(), category, 200));
        var key = "bulk-" + word();
        var answer = vendor.post(PRODUCTS + "/bulk", rows, "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.text()).isEqualTo(207);
        var results = answer.body().path("results");
        assertThat(results.values().stream().map(result -> result.path("status").asInt()))
                .containsExactly(200, 422, 422, 422, 409, 200);
        assertThat(results.get(1).at("/problem/errors/0/pointer").asString())
                .isEqualTo("#/product/name");
        assertThat(results.get(3).at("/problem/errors/0/detail").asString())
                .startsWith("expected one of CREATE");
        assertThat(results.get(4).at("/problem/reason").asString()).isEqualTo("SKU_TAKEN");

        var again = vendor.post(PRODUCTS + "/bulk", rows, "Idempotency-Key", key).body();
        assertThat(again.at("/results/0/recorded/id")).isEqualTo(results.at("/0/recorded/id"));
        assertThat(again.at("/results/5/replayed").asBoolean()).isTrue();

        var id = results.at("/0/recorded/id").asString();
        var next =
                """
                {"rows":[
                 {"action":"PRICE","productId":"%1$s","sku":"%2$s",
                  "price":{"amountMinor":150,"currency":"EUR"}},
                 {"action":"UPDATE","productId":"%1$s","text":{"name":"New","categoryId":"%3$s"}},
                 {"action":"STATUS","productId":"%1$s","status":"SUBMITTED"},
                 {"action":"STATUS","productId":"%1$s","status":"APPROVED","revision":2},
                 {"action":"PRICE","productId":"%1$s"},
                 {"action":"DELETE","productId":"%1$s"}]}\
                """
                        .formatted(id, sku, category);
        var changed = vendor.post(PRODUCTS + "/bulk", next).body().path("results");
        assertThat(changed.values().stream().map(result -> result.path("status").asInt()))
                .as(changed.toString())
                .containsExactly(200, 200, 200, 409, 422, 200);
        assertThat(changed.at("/3/problem/reason").asString()).isEqualTo("APPROVERS_ONLY");
        assertThat(engine.names(id))
                .containsExactly(
                        "catalog.ProductDrafted",
                        "catalog.VariantAdded",
                        "catalog.ProductRevised",
                        "catalog.ProductSubmitted",
                        "catalog.ProductArchived");
    }

    @Test
    void cat16RecommendationsSayWhy() {
        var name = word();
        var category = catalogue.category(name, "");
        var skus = List.of(sku(), sku(), sku());
        var products =
                skus.stream()
                        .map(sku -> catalogue.approved(vendor, body(word(), sku, category, 100)))
                        .toList();
        skus.forEach(sku -> shop.receive(sku, 10));
        var offers = IntStream.range(0, 3).mapToObj(i -> offer(products.get(i), skus.get(i)));
        var packs = offers.toList();
        var other = shop.pack(shop.stock(5));
        var order = shop.order(buyer, "FULL", 1, packs.get(0), packs.get(1), other);
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");

        var path = PRODUCTS + "/" + products.getFirst() + "/recommendations";
        var items = catalogue.read(buyer, path).path("items");
        assertThat(items.values().stream().map(i -> text(i, "reason", "count", "because")))
                .containsExactly(
                        "BOUGHT_TOGETHER 1 Bought together once.",
                        "BOUGHT_TOGETHER 1 Bought together once.",
                        "SAME_CATEGORY 0 Also in " + name + ".");
        assertThat(items.get(0).path("productId").asString()).isEqualTo(products.get(1));
        assertThat(items.get(1).path("packId").asString()).isEqualTo(other);
        assertThat(items.get(2).path("productId").asString()).isEqualTo(products.get(2));
        assertThat(catalogue.read(buyer, path).path("items")).isEqualTo(items);
        var ofPack = catalogue.read(buyer, "/api/packs/" + other + "/recommendations");
        assertThat(ids(ofPack.path("items")))
                .containsExactlyInAnyOrder(products.get(0), products.get(1));
    }

    @Test
    void cat17PricesHaveACurrencyAndAHistory() {
        var sku = sku();
        var category = catalogue.category(word(), "");
        var id = catalogue.submitted(vendor, body(word(), sku, category, 9_999));
        var prices = PRODUCTS + "/" + id + "/variants/" + sku + "/prices";
        var priced = ok(vendor.post(prices, "{\"amountMinor\":1000,\"currency\":\"EUR\"}"));
        assertThat(priced.string("id")).isEqualTo(id);
        assertThat(priced.header("ETag"))
                .as("the product's version, though the price stands in its offer's stream")
                .isEqualTo("\"v" + (engine.names(id).size() - 1) + "\"");
        ok(vendor.post(prices, "{\"amountMinor\":1800,\"currency\":\"JPY\"}"));
        ok(staff.post(PRODUCTS + "/" + id + "/approve", "{\"revision\":1}"));
        engine.advanceOnlyTheEngine(Duration.ofMinutes(1));
        ok(vendor.post(prices, "{\"amountMinor\":1200,\"currency\":\"EUR\"}"));
        engine.advanceOnlyTheEngine(Duration.ofMinutes(1));
        ok(vendor.post(prices, "{\"amountMinor\":1100,\"currency\":\"EUR\"}"));

        var path = PRODUCTS + "/" + id + "/price-history?currency=EUR";
        var shown = catalogue.read(buyer, path).path("items");
        assertThat(shown.values().stream().map(CatalogueStoryTest::change))
                .containsExactly(
                        "1100 was 1200 lowest 1000",
                        "1200 was 1000 lowest 1000",
                        "1000 was 9999 lowest -");
        var all = catalogue.read(vendor, path).path("items");
        assertThat(all.values().stream().map(CatalogueStoryTest::change))
                .as("its maker sees also what was never sold at")
                .hasSize(4)
                .endsWith("9999 was - lowest -");
        var yen = "/api/packs/" + offer(id, sku) + "/price-history?currency=JPY";
        assertThat(catalogue.read(buyer, yen).path("items")).hasSize(1);
    }

    @Test
    void cat18AnOrderTakesItsPriceFromTheProductAndNeverFromTheClient() {
        var sku = sku();
        var category = catalogue.category(word(), "");
        var id = catalogue.approved(vendor, body(word(), sku, category, 777));
        shop.receive(sku, 10);
        var offer = offer(id, sku);
        var priced =
                Shop.basket("FULL", 1, offer)
                        .replace("\"quantity\":1", "\"quantity\":1,\"price\":1");
        assertThat(buyer.post("/api/orders", priced).status()).isEqualTo(422);
        var order = shop.order(buyer, "FULL", 1, offer);
        var line = shop.event(order, "ordering.OrderPlaced").payload().at("/terms/lines/0");
        assertThat(line.at("/unitPrice/amountMinor").asInt()).isEqualTo(777);
        assertThat(line.at("/item/sku").asString()).isEqualTo(sku);
        assertThat(line.at("/item/vendorId").asString())
                .isEqualTo("ven_" + RunningEngine.person(201).value().substring("per_".length()));
    }

    private JsonNode search(String query) {
        return catalogue.read(buyer, "/api/products/search" + query);
    }

    private List<String> found(String query) {
        return ids(search(query).path("items"));
    }

    private String offer(String product, String sku) {
        return catalogue.read(staff, PRODUCTS + "/" + product).path("variants").values().stream()
                .filter(variant -> variant.path("sku").asString().equals(sku))
                .findFirst()
                .orElseThrow()
                .path("packId")
                .asString();
    }

    private static String refusal(Client buyer, String offer) {
        return buyer.post("/api/orders", Shop.basket("FULL", 1, offer)).string("reason");
    }

    private static List<String> ids(JsonNode items) {
        return items.values().stream().map(item -> item.path("productId").asString()).toList();
    }

    private static String change(JsonNode change) {
        return "%s was %s lowest %s"
                .formatted(
                        change.at("/price/amountMinor").asString(),
                        change.at("/before/amountMinor").asString("-"),
                        change.at("/lowestIn30DaysBefore/amountMinor").asString("-"));
    }

    private static String text(JsonNode node, String... fields) {
        return String.join(
                " ", List.of(fields).stream().map(field -> node.path(field).asString("")).toList());
    }
}
