package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoRange.Ware;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.catalog.api.BrandId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Brings the demo's products, with their pictures, and has them decided on. Each step can be taken
/// again.
final class DemoProducts {

    private static final String BULK = "/api/v1/products/bulk";
    private static final int AT_ONCE = 50;

    // Each picture makes a new revision of a product.
    private static final int PICTURED = 1 + DemoPictures.VIEWS;

    // Of what vendors bring, something is always still to be decided.
    private static final int WAITING = 10;
    private static final int SENT_BACK = 4;
    private static final int IN_THE_WORKS = 6;

    private final DemoClient client;
    private final DemoTeam team;
    private final List<Ware> wares;
    private final Map<String, String> ids;

    DemoProducts(DemoClient client, DemoTeam team, List<Ware> wares) {
        this.client = client;
        this.team = team;
        this.wares = wares;
        ids = ids();
    }

    List<Ware> wares() {
        return wares;
    }

    List<Ware> onSale() {
        var undecided = undecided();
        return wares.stream().filter(ware -> !undecided.containsKey(ware.sku())).toList();
    }

    String id(Ware ware) {
        return Objects.requireNonNull(ids.get(ware.sku()));
    }

    /// Known before they are made, because they follow from the key they are sent under.
    private Map<String, String> ids() {
        var known = new HashMap<String, String>();
        for (var batch : batches()) {
            var asking =
                    CallerResolver.keyed(
                            bringer(batch).id().value(), "POST", BULK, key(batch) + "-create");
            for (var row = 0; row < batch.size(); row++) {
                known.put(batch.get(row).sku(), asking.part(row).newId("prd", id -> id));
            }
        }
        return known;
    }

    /// Products of one bringer, so many at once.
    List<List<Ware>> batches() {
        var batches = new ArrayList<List<Ware>>();
        IntStream.range(-1, DemoPerson.VENDORS)
                .mapToObj(maker -> wares.stream().filter(w -> w.maker() == maker).toList())
                .forEach(
                        brought -> {
                            for (var from = 0; from < brought.size(); from += AT_ONCE) {
                                var to = Math.min(from + AT_ONCE, brought.size());
                                batches.add(brought.subList(from, to));
                            }
                        });
        return batches;
    }

    void bring(List<Ware> batch, Map<String, String> categories) {
        var bringer = team.token(bringer(batch));
        var key = key(batch);
        var undecided = undecided();
        bulk(
                bringer,
                key + "-create",
                batch.stream().map(ware -> creation(ware, categories)).toList());
        batch.forEach(ware -> picture(bringer, ware));
        var submitted = batch.stream().filter(w -> undecided.get(w.sku()) != Fate.DRAFT).toList();
        bulk(bringer, key + "-submit", rows(submitted, Map.of("status", "SUBMITTED")));
        var good = submitted.stream().filter(w -> !undecided.containsKey(w.sku())).toList();
        var yes = Map.<String, Object>of("status", "APPROVED", "revision", PICTURED);
        bulk(staff(), key + "-approve", rows(good, yes));
        var bad = submitted.stream().filter(w -> undecided.get(w.sku()) == Fate.BACK).toList();
        var no =
                Map.<String, Object>of(
                        "status",
                        "REJECTED",
                        "revision",
                        PICTURED,
                        "reason",
                        "The description says nothing about the material.");
        bulk(staff(), key + "-reject", rows(bad, no));
    }

    private void picture(String bringer, Ware ware) {
        for (var picture : DemoPictures.of(ware.sku(), ware.name(), ware.shelf())) {
            var alt = URLEncoder.encode(picture.alt(), StandardCharsets.UTF_8);
            var path = "/api/v1/products/" + id(ware) + "/images?alt=" + alt;
            var key = DemoClient.key("picture", picture.alt());
            client.upload(bringer, path, key, DemoPictures.MEDIA_TYPE, picture.bytes()).id();
            team.step();
        }
    }

    private enum Fate {
        DRAFT,
        WAITING,
        BACK
    }

    private Map<String, Fate> undecided() {
        var fates = new HashMap<String, Fate>();
        var theirs = wares.stream().filter(ware -> ware.maker() >= 0).toList();
        for (var i = 0; i < WAITING + SENT_BACK + IN_THE_WORKS; i++) {
            var fate =
                    i < WAITING ? Fate.WAITING : i < WAITING + SENT_BACK ? Fate.BACK : Fate.DRAFT;
            fates.put(theirs.get(i * 5).sku(), fate);
        }
        return fates;
    }

    private Map<String, Object> creation(Ware ware, Map<String, String> categories) {
        var price =
                List.of(
                        Map.of("amountMinor", ware.cents(), "currency", "EUR"),
                        Map.of("amountMinor", ware.cents() * 96 / 100, "currency", "CHF"));
        var variant =
                Map.of("sku", ware.sku(), "name", "", "taxClass", ware.taxClass(), "price", price);
        var product =
                Map.of(
                        "name",
                        ware.name(),
                        "description",
                        ware.description(),
                        "brandId",
                        BrandId.named(ware.brand()).value(),
                        "categoryId",
                        categories.get(ware.field() + "/" + ware.shelf()),
                        "variants",
                        List.of(variant));
        return Map.of("action", "CREATE", "product", product);
    }

    private List<Map<String, Object>> rows(List<Ware> wares, Map<String, Object> what) {
        return wares.stream()
                .map(
                        ware -> {
                            var row = new HashMap<>(what);
                            row.put("action", "STATUS");
                            row.put("productId", id(ware));
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

    private static DemoPerson bringer(List<Ware> batch) {
        var maker = batch.getFirst().maker();
        return maker < 0 ? DemoPerson.staff() : DemoPerson.vendors().get(maker);
    }

    private static String key(List<Ware> batch) {
        return "demo-products-" + batch.getFirst().sku();
    }

    private String staff() {
        return team.token(DemoPerson.staff());
    }
}
