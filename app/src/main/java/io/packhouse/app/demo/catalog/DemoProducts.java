package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.DemoClient;
import io.packhouse.app.demo.DemoPerson;
import io.packhouse.app.demo.DemoWorkers;
import io.packhouse.app.demo.catalog.DemoAssortment.DemoProduct;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.catalog.api.brand.BrandId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Creates the demo's products with their pictures and decides on them. Each step can be repeated.
public final class DemoProducts {

    private static final String BULK = "/api/v1/products/bulk";
    private static final int AT_ONCE = 50;

    // Its picture makes a new revision of a product.
    private static final int PICTURED = 2;

    // Some products of vendors stay undecided.
    private static final int WAITING = 10;
    private static final int SENT_BACK = 4;
    private static final int IN_THE_WORKS = 6;

    private final DemoClient client;
    private final DemoWorkers team;
    private final List<DemoProduct> wares;
    private final Map<String, String> ids;

    DemoProducts(DemoClient client, DemoWorkers team, List<DemoProduct> wares) {
        this.client = client;
        this.team = team;
        this.wares = wares;
        ids = ids();
    }

    public List<DemoProduct> wares() {
        return wares;
    }

    List<DemoProduct> onSale() {
        var undecided = undecided();
        return wares.stream()
                .filter(demoProduct -> !undecided.containsKey(demoProduct.sku()))
                .toList();
    }

    public String id(DemoProduct demoProduct) {
        return Objects.requireNonNull(ids.get(demoProduct.sku()));
    }

    /// Known before they are created, because they are derived from the idempotency keys.
    private Map<String, String> ids() {
        var known = new HashMap<String, String>();
        for (var batch : batches()) {
            var asking = CallerResolver.keyed(bringer(batch).id().value(), "POST", BULK, key(batch) + "-create");
            for (var row = 0; row < batch.size(); row++) {
                known.put(batch.get(row).sku(), asking.part(row).newId("prd", id -> id));
            }
        }
        return known;
    }

    /// Products of one vendor, grouped for a bulk request.
    List<List<DemoProduct>> batches() {
        var batches = new ArrayList<List<DemoProduct>>();
        IntStream.range(-1, DemoPerson.VENDORS)
                .mapToObj(
                        maker -> wares.stream().filter(w -> w.maker() == maker).toList())
                .forEach(brought -> {
                    for (var from = 0; from < brought.size(); from += AT_ONCE) {
                        var to = Math.min(from + AT_ONCE, brought.size());
                        batches.add(brought.subList(from, to));
                    }
                });
        return batches;
    }

    void create(List<DemoProduct> batch, Map<String, String> categories) {
        var bringer = team.token(bringer(batch));
        var key = key(batch);
        var undecided = undecided();
        bulk(
                bringer,
                key + "-create",
                batch.stream()
                        .map(demoProduct -> creation(demoProduct, categories))
                        .toList());
        batch.forEach(demoProduct -> picture(bringer, demoProduct));
        var submitted = batch.stream()
                .filter(w -> undecided.get(w.sku()) != ProductDecision.DRAFT)
                .toList();
        bulk(bringer, key + "-submit", rows(submitted, Map.of("status", "SUBMITTED")));
        var good =
                submitted.stream().filter(w -> !undecided.containsKey(w.sku())).toList();
        var yes = Map.<String, Object>of("status", "APPROVED", "revision", PICTURED);
        bulk(staff(), key + "-approve", rows(good, yes));
        var bad = submitted.stream()
                .filter(w -> undecided.get(w.sku()) == ProductDecision.BACK)
                .toList();
        var no = Map.<String, Object>of(
                "status", "REJECTED", "revision", PICTURED, "reason", "The description does not mention the material.");
        bulk(staff(), key + "-reject", rows(bad, no));
    }

    private void picture(String bringer, DemoProduct demoProduct) {
        var picture = DemoPictures.of(demoProduct.sku(), demoProduct.name(), demoProduct.category());
        var alt = URLEncoder.encode(demoProduct.name(), StandardCharsets.UTF_8);
        var path = "/api/v1/products/" + id(demoProduct) + "/images?alt=" + alt;
        var key = DemoClient.key("picture", demoProduct.sku());
        client.upload(bringer, path, key, DemoPictures.MEDIA_TYPE, picture).id();
        team.step();
    }

    private enum ProductDecision {
        DRAFT,
        WAITING,
        BACK
    }

    private Map<String, ProductDecision> undecided() {
        var decisions = new HashMap<String, ProductDecision>();
        var theirs =
                wares.stream().filter(demoProduct -> demoProduct.maker() >= 0).toList();
        var all = WAITING + SENT_BACK + IN_THE_WORKS;
        for (var i = 0; i < all; i++) {
            var decision = i < WAITING
                    ? ProductDecision.WAITING
                    : i < WAITING + SENT_BACK ? ProductDecision.BACK : ProductDecision.DRAFT;
            decisions.put(theirs.get(i * (theirs.size() / all)).sku(), decision);
        }
        return decisions;
    }

    private Map<String, Object> creation(DemoProduct demoProduct, Map<String, String> categories) {
        var price = List.of(
                Map.of("amountMinor", demoProduct.cents(), "currency", "EUR"),
                Map.of("amountMinor", demoProduct.cents() * 96 / 100, "currency", "CHF"));
        var variant = Map.of("sku", demoProduct.sku(), "name", "", "taxClass", demoProduct.taxClass(), "price", price);
        var product = Map.of(
                "name",
                demoProduct.name(),
                "description",
                demoProduct.description(),
                "brandId",
                BrandId.named(demoProduct.brand()).value(),
                "categoryId",
                categories.get(demoProduct.field() + "/" + demoProduct.category()),
                "variants",
                List.of(variant));
        return Map.of("action", "CREATE", "product", product);
    }

    private List<Map<String, Object>> rows(List<DemoProduct> wares, Map<String, Object> what) {
        return wares.stream()
                .map(demoProduct -> {
                    var row = new HashMap<>(what);
                    row.put("action", "STATUS");
                    row.put("productId", id(demoProduct));
                    return (Map<String, Object>) row;
                })
                .toList();
    }

    private void bulk(String token, String key, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var answer = client.post(token, BULK, key, Map.of("rows", rows));
        if (answer.body().path("failed").asInt(1) != 0) {
            throw new IllegalStateException("Products were refused: " + answer.body());
        }
    }

    private static DemoPerson bringer(List<DemoProduct> batch) {
        var maker = batch.getFirst().maker();
        return maker < 0 ? DemoPerson.staff() : DemoPerson.vendors().get(maker);
    }

    private static String key(List<DemoProduct> batch) {
        return "demo-products-" + batch.getFirst().sku();
    }

    private String staff() {
        return team.token(DemoPerson.staff());
    }
}
