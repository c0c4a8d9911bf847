package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ids;
import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.text;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Products on sale over HTTP: approval, bulk changes, prices, recommendations.
class ProductApprovalStoryTest {

    static final String PRODUCTS = "/api/v1/products";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalog catalog = new Catalog(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client vendor = engine.as(Role.VENDOR, 201);
    final Client rival = engine.as(Role.VENDOR, 202);
    final Client buyer = engine.buyer(7);

    @Test
    void cat11OnlyApprovedProductsAreSold() {
        var sku = sku();
        var category = catalog.category(word(), "");
        var id = catalog.submitted(vendor, body(word(), sku, category, 500));
        shop.receive(sku, 10);
        var path = PRODUCTS + "/" + id;
        var offer = catalog.offer(id, sku);
        assertThat(refusal(buyer, offer)).isEqualTo("NOT_FOR_SALE");
        assertThat(buyer.get(path).status()).isEqualTo(404);
        assertThat(vendor.post(path + "/approve", "{\"revision\":1}").status()).isEqualTo(403);
        var queue = catalog.read(staff, PRODUCTS + "/approvals?limit=200").path("items");
        assertThat(ids(queue)).contains(id);

        ok(staff.post(path + "/reject", "{\"revision\":1,\"reason\":\"No picture\"}"));
        assertThat(catalog.read(vendor, path).path("product").path("rejection").asString())
                .isEqualTo("No picture");
        ok(vendor.post(path + "/submit", ""));
        ok(staff.post(path + "/approve", "{\"revision\":1}"));
        shop.order(buyer, "FULL", 1, offer);

        ok(vendor.send("PUT", path, "{\"name\":\"Better\",\"categoryId\":\"%s\"}".formatted(category)));
        assertThat(refusal(buyer, offer)).isEqualTo("NOT_FOR_SALE");
        var stale = staff.post(path + "/approve", "{\"revision\":1}");
        assertThat(stale.string("reason")).isEqualTo("REVISION_CONFLICT");
        var published = staff.post("/api/v1/packs/" + offer + "/publish", "");
        assertThat(published.string("reason")).isEqualTo("PACK_MANAGED_BY_PRODUCT");
    }

    @Test
    void cat11AVendorSeesAndChangesOnlyHisOwn() {
        var category = catalog.category(word(), "");
        var sku = sku();
        var id = catalog.submitted(vendor, body(word(), sku, category, 500));
        var path = PRODUCTS + "/" + id;
        assertThat(rival.get(path).status()).isEqualTo(404);
        assertThat(rival.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(rival.post(path + "/submit", "").string("reason")).isEqualTo("UNKNOWN_PRODUCT");
        assertThat(ids(catalog.read(rival, PRODUCTS + "/own").path("items"))).doesNotContain(id);
        assertThat(ids(catalog.read(vendor, PRODUCTS + "/own?status=SUBMITTED").path("items")))
                .contains(id);
        var taken = rival.post(PRODUCTS, body("Mine", sku, category, 1));
        assertThat(taken.string("reason")).isEqualTo("SKU_TAKEN");
        assertThat(buyer.post(PRODUCTS, body("Mine", sku(), category, 1)).status())
                .isEqualTo(403);
    }

    @Test
    void cat11OnlyStaffSellASkuThatHasStock() {
        var sku = shop.stock(5);
        var category = catalog.category(word(), "");
        var mine = body("Mine", sku, category, 1);
        var no = vendor.post(PRODUCTS, mine);
        assertThat(no.status()).isEqualTo(409);
        assertThat(text(no.body(), "reason", "sku")).isEqualTo("SKU_HAS_STOCK_HISTORY " + sku);
        var own = catalog.submitted(vendor, body("Own", sku(), category, 1));
        var variant = "{\"sku\":\"%s\",\"taxClass\":\"STANDARD\"}";
        var variants = PRODUCTS + "/" + own + "/variants";
        assertThat(vendor.post(variants, variant.formatted(sku)).string("reason"))
                .isEqualTo("SKU_HAS_STOCK_HISTORY");
        var added = variant.formatted(sku());
        ok(vendor.post(variants, added));
        ok(vendor.post(variants, added));
        catalog.approved(staff, mine);
    }

    @Test
    void cat13ARepeatedDraftGetsTheSameAnswerAfterItsCategoryIsRemoved() {
        var category = catalog.category(word(), "");
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
    void cat13ABulkRowGetsTheAnswerOfASingleRequest() {
        var category = catalog.category(word(), "");
        var id = catalog.submitted(vendor, body(word(), sku(), category, 100));
        var rows = """
                {"rows":[
                 {"action":"CREATE","product":%2$s},
                 {"action":"STATUS","productId":"%1$s","status":"APPROVED","revision":1}]}\
                """.formatted(id, body("One", sku(), category, 100));
        var results = vendor.post(PRODUCTS + "/bulk", rows).body().path("results");
        var created = vendor.post(PRODUCTS, body("Two", sku(), category, 100));
        assertThat(results.at("/0/status").asInt()).isEqualTo(created.status()).isEqualTo(201);
        var approved = vendor.post(PRODUCTS + "/" + id + "/approve", "{\"revision\":1}");
        assertThat(results.at("/1/status").asInt()).isEqualTo(approved.status()).isEqualTo(403);
        for (var member : List.of("type", "code", "status", "detail", "hint", "scope")) {
            assertThat(results.at("/1/problem/" + member))
                    .as(member)
                    .isEqualTo(approved.body().path(member));
        }
    }

    @Test
    void cat13AnIncompleteBulkRowNamesEachMissingField() {
        var rows = """
                {"rows":[
                 {"action":"CREATE"},
                 {"action":"PRICE","productId":"prd_01jd0000000000000000000001"},
                 {"action":"STATUS","status":"REJECTED","reason":" "},
                 {"action":"STATUS","status":"DRAFT"},
                 {}]}\
                """;
        var results = vendor.post(PRODUCTS + "/bulk", rows).body().path("results");
        assertThat(results.values().stream().map(ProductApprovalStoryTest::pointers))
                .containsExactly(
                        List.of("#/product"),
                        List.of("#/price", "#/sku"),
                        List.of("#/productId", "#/reason", "#/revision"),
                        List.of("#/status"),
                        List.of("#/action"));
    }

    private static List<String> pointers(JsonNode result) {
        assertThat(result.path("status").asInt()).as(result.toString()).isEqualTo(422);
        return result.at("/problem/errors").values().stream()
                .map(error -> error.path("pointer").asString())
                .sorted()
                .toList();
    }

    @Test
    void cat13ATextThatCannotBeStoredIsRefusedWithItsRowAlone() {
        var category = catalog.category(word(), "");
        var rows = """
                {"rows":[
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":%s},
                 {"action":"STATUS","\\u0000":1},
                 {"action":"CREATE","product":%s}]}\
                """.formatted(
                        body("One", sku(), category, 100),
                        body("T\\u0000o", sku(), category, 100),
                        body("Thr\\ud800e", sku(), category, 100),
                        body("Four", sku(), category, 100));
        var answer = vendor.post(PRODUCTS + "/bulk", rows);
        assertThat(answer.status()).as(answer.text()).isEqualTo(207);
        var results = answer.body().path("results");
        assertThat(results.values().stream().map(result -> result.path("status").asInt()))
                .containsExactly(201, 422, 422, 422, 201);
        assertThat(results.get(1).path("row").asInt()).isEqualTo(1);
        assertThat(results.get(1).at("/problem/errors/0/pointer").asString()).isEqualTo("#/product/name");
        assertThat(vendor.post(PRODUCTS + "/bulk", "{\"rows\":[1]}").status()).isEqualTo(422);
    }

    @Test
    void cat13BulkRowsSucceedAndFailEachByItself() {
        var category = catalog.category(word(), "");
        var sku = sku();
        var rows = """
                {"rows":[
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":{"name":""}},
                 {"action":"CREATE","product":{"nme":"typo"}},
                 {"action":"DESTROY"},
                 {"action":"CREATE","product":%s},
                 {"action":"CREATE","product":%s}]}\
                """.formatted(
                body("One", sku, category, 100), body("Taken", sku, category, 100), body("Two", sku(), category, 200));
        var key = "bulk-" + word();
        var answer = vendor.post(PRODUCTS + "/bulk", rows, "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.text()).isEqualTo(207);
        var results = answer.body().path("results");
        assertThat(results.values().stream().map(result -> result.path("status").asInt()))
                .containsExactly(201, 422, 422, 422, 409, 201);
        assertThat(results.get(1).at("/problem/errors/0/pointer").asString()).isEqualTo("#/product/name");
        assertThat(results.get(3).at("/problem/errors/0/detail").asString()).startsWith("expected one of CREATE");
        assertThat(results.get(4).at("/problem/reason").asString()).isEqualTo("SKU_TAKEN");

        var again =
                vendor.post(PRODUCTS + "/bulk", rows, "Idempotency-Key", key).body();
        assertThat(again.at("/results/0/recorded/id")).isEqualTo(results.at("/0/recorded/id"));
        assertThat(again.at("/results/5/replayed").asBoolean()).isTrue();

        var id = results.at("/0/recorded/id").asString();
        var next = """
                {"rows":[
                 {"action":"PRICE","productId":"%1$s","sku":"%2$s",
                  "price":{"amountMinor":150,"currency":"EUR"}},
                 {"action":"UPDATE","productId":"%1$s","text":{"name":"New","categoryId":"%3$s"}},
                 {"action":"STATUS","productId":"%1$s","status":"SUBMITTED"},
                 {"action":"STATUS","productId":"%1$s","status":"APPROVED","revision":2},
                 {"action":"PRICE","productId":"%1$s"},
                 {"action":"DELETE","productId":"%1$s"}]}\
                """.formatted(id, sku, category);
        var changed = vendor.post(PRODUCTS + "/bulk", next).body().path("results");
        assertThat(changed.values().stream().map(result -> result.path("status").asInt()))
                .as(changed.toString())
                .containsExactly(200, 200, 200, 403, 422, 200);
        assertThat(engine.names(id))
                .containsExactly(
                        "catalog.ProductDrafted",
                        "catalog.VariantAdded",
                        "catalog.ProductRevised",
                        "catalog.ProductSubmitted",
                        "catalog.ProductArchived");
    }

    @Test
    void cat16RecommendationsHaveAReason() {
        var name = word();
        var category = catalog.category(name, "");
        var skus = List.of(sku(), sku(), sku());
        var products = skus.stream()
                .map(sku -> catalog.approved(vendor, body(word(), sku, category, 100)))
                .toList();
        skus.forEach(sku -> shop.receive(sku, 10));
        var offers = IntStream.range(0, 3).mapToObj(i -> catalog.offer(products.get(i), skus.get(i)));
        var packs = offers.toList();
        var other = shop.pack(shop.stock(5));
        var order = shop.order(buyer, "FULL", 1, packs.get(0), packs.get(1), other);
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");

        var path = PRODUCTS + "/" + products.getFirst() + "/recommendations";
        var items = catalog.read(buyer, path).path("items");
        assertThat(items.values().stream().map(i -> text(i, "reason", "count", "because")))
                .containsExactly(
                        "BOUGHT_TOGETHER 1 Bought together once.",
                        "BOUGHT_TOGETHER 1 Bought together once.",
                        "SAME_CATEGORY 0 Also in " + name + ".");
        assertThat(items.get(0).path("productId").asString()).isEqualTo(products.get(1));
        assertThat(items.get(1).path("packId").asString()).isEqualTo(other);
        assertThat(items.get(2).path("productId").asString()).isEqualTo(products.get(2));
        assertThat(catalog.read(buyer, path).path("items")).isEqualTo(items);
        var ofPack = catalog.read(buyer, "/api/packs/" + other + "/recommendations");
        assertThat(ids(ofPack.path("items"))).containsExactlyInAnyOrder(products.get(0), products.get(1));

        var second = shop.pack(shop.stock(5));
        var twoPacks = shop.order(buyer, "FULL", 1, other, second);
        shop.pay(twoPacks, "FULL");
        shop.event(twoPacks, "ordering.OrderConfirmed");
        var ofSecond = catalog.read(buyer, "/api/packs/" + second + "/recommendations");
        assertThat(ofSecond.at("/items/0/packId").asString()).isEqualTo(other);
    }

    @Test
    void cat17PricesHaveACurrencyAndAHistory() {
        var sku = sku();
        var category = catalog.category(word(), "");
        var id = catalog.submitted(vendor, body(word(), sku, category, 9_999));
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
        var shown = catalog.read(buyer, path).path("items");
        assertThat(shown.values().stream().map(ProductApprovalStoryTest::change))
                .containsExactly("1100 was 1200 lowest 1000", "1200 was 1000 lowest 1000", "1000 was 9999 lowest -");
        var all = catalog.read(vendor, path).path("items");
        assertThat(all.values().stream().map(ProductApprovalStoryTest::change))
                .as("its maker sees also what was never sold at")
                .hasSize(4)
                .endsWith("9999 was - lowest -");
        var yen = "/api/packs/" + catalog.offer(id, sku) + "/price-history?currency=JPY";
        assertThat(catalog.read(buyer, yen).path("items")).hasSize(1);
    }

    @Test
    void cat18AnOrderTakesItsPriceFromTheProductAndNeverFromTheClient() {
        var sku = sku();
        var category = catalog.category(word(), "");
        var id = catalog.approved(vendor, body(word(), sku, category, 777));
        shop.receive(sku, 10);
        var offer = catalog.offer(id, sku);
        var priced = Shop.basket("FULL", 1, offer).replace("\"quantity\":1", "\"quantity\":1,\"price\":1");
        assertThat(buyer.post("/api/orders", priced).status()).isEqualTo(422);
        var order = shop.order(buyer, "FULL", 1, offer);
        var line = shop.event(order, "ordering.OrderPlaced").payload().at("/terms/lines/0");
        assertThat(line.at("/unitPrice/amountMinor").asInt()).isEqualTo(777);
        assertThat(line.at("/item/sku").asString()).isEqualTo(sku);
        assertThat(line.at("/item/vendorId").asString())
                .isEqualTo("ven_" + RunningEngine.person(201).value().substring("per_".length()));
    }

    private static String refusal(Client buyer, String offer) {
        return buyer.post("/api/orders", Shop.basket("FULL", 1, offer)).string("reason");
    }

    private static String change(JsonNode change) {
        return "%s was %s lowest %s"
                .formatted(
                        change.at("/price/amountMinor").asString(),
                        change.at("/before/amountMinor").asString("-"),
                        change.at("/lowestIn30DaysBefore/amountMinor").asString("-"));
    }
}
