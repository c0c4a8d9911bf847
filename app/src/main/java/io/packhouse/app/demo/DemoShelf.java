package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoClient.Answer;
import io.packhouse.app.demo.DemoOrder.Item;
import io.packhouse.app.demo.DemoRange.Ware;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.catalog.api.BrandId;
import io.packhouse.catalog.api.PackId;
import io.packhouse.shared.api.Sku;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts everything on the shelf: brands, categories, products, packs, rewards and what stock there
/// is of them.
final class DemoShelf {

    private static final String BULK = "/api/v1/products/bulk";
    private static final int AT_ONCE = 50;
    private static final int UNITS_OF_A_PALLET = 40;

    // Of what vendors bring, something is always still to be decided.
    private static final int WAITING = 10;
    private static final int SENT_BACK = 4;
    private static final int IN_THE_WORKS = 6;

    private final DemoClient client;
    private final DemoTeam team;
    private final List<Ware> wares = DemoRange.wares();
    private final List<DemoPacks.Pack> packs = DemoPacks.all(wares);
    private final Map<String, String> categories = new ConcurrentHashMap<>();
    private final Map<String, String> productIds = productIds();

    DemoShelf(DemoClient client, DemoTeam team) {
        this.client = client;
        this.team = team;
    }

    /// In how many steps it is filled.
    int steps() {
        return DemoRange.BRANDS.size()
                + DemoRange.fields().size()
                + batches().size()
                + wares.size()
                + packs.size()
                + DemoReward.all().size();
    }

    /// What can be bought, best sellers first. The same wares are best sellers every time.
    List<Item> assortment() {
        var all = new ArrayList<Item>();
        var undecided = undecided();
        wares.stream()
                .filter(ware -> !undecided.containsKey(ware.sku()))
                .forEach(ware -> all.add(offer(ware)));
        packs.forEach(pack -> all.add(new Item(idOf(pack), true)));
        Collections.shuffle(all, new Random(61));
        var scarce = offer(scarce());
        all.remove(scarce);
        all.add(scarce);
        return all;
    }

    List<Ware> wares() {
        return wares;
    }

    /// Of this there is one, and nothing more comes.
    private Ware scarce() {
        return wares.stream()
                .filter(ware -> ware.maker() < 0)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Item offer(Ware ware) {
        return new Item(PackId.offerOf(new Sku(ware.sku())).value(), false);
    }

    String productId(Ware ware) {
        return Objects.requireNonNull(productIds.get(ware.sku()));
    }

    private static String idOf(DemoPacks.Pack pack) {
        var staff = DemoPerson.staff().id().value();
        var asking = CallerResolver.keyed(staff, "POST", "/api/v1/packs", "demo-" + pack.sku());
        return asking.newId("pck", id -> id);
    }

    /// Known before they are made, because they follow from the key they are sent under.
    private Map<String, String> productIds() {
        var ids = new HashMap<String, String>();
        for (var batch : batches()) {
            var asking =
                    CallerResolver.keyed(
                            bringer(batch).id().value(), "POST", BULK, key(batch) + "-create");
            for (var row = 0; row < batch.size(); row++) {
                ids.put(batch.get(row).sku(), asking.part(row).newId("prd", id -> id));
            }
        }
        return ids;
    }

    void fill() {
        team.together(
                DemoRange.BRANDS.stream().<Runnable>map(name -> () -> register(name)).toList());
        team.together(
                DemoRange.fields().stream().<Runnable>map(field -> () -> grow(field)).toList());
        var errands = new ArrayList<Runnable>();
        batches().forEach(batch -> errands.add(() -> bring(batch)));
        packs.forEach(pack -> errands.add(() -> offer(pack)));
        DemoReward.all().forEach(reward -> errands.add(() -> reward.offer(client, staff())));
        var stock = new Random(62);
        for (var ware : wares) {
            var units = ware.equals(scarce()) ? 1 : 800 + stock.nextInt(60) * 50;
            errands.add(() -> receive(ware.sku(), units));
        }
        team.together(errands);
    }

    void register(String brand) {
        id(
                client.post(
                        staff(),
                        "/api/v1/brands",
                        DemoClient.key("brand", brand),
                        Map.of("name", brand)));
    }

    private void grow(DemoRange.Field field) {
        var top = category(field.name(), null);
        for (var shelf : field.shelves()) {
            categories.put(field.name() + "/" + shelf.name(), category(shelf.name(), top));
        }
    }

    private String category(String name, @Nullable String parent) {
        var body = new HashMap<String, Object>(Map.of("name", name));
        if (parent != null) {
            body.put("parentId", parent);
        }
        return id(
                client.post(staff(), "/api/v1/categories", DemoClient.key("category", name), body));
    }

    /// Products of one bringer, so many at once.
    private List<List<Ware>> batches() {
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

    private void bring(List<Ware> batch) {
        var bringer = team.token(bringer(batch));
        var key = key(batch);
        var undecided = undecided();
        bulk(bringer, key + "-create", batch.stream().map(this::creation).toList());
        var submitted = batch.stream().filter(w -> undecided.get(w.sku()) != Fate.DRAFT).toList();
        bulk(bringer, key + "-submit", rows(submitted, Map.of("status", "SUBMITTED")));
        var good = submitted.stream().filter(w -> !undecided.containsKey(w.sku())).toList();
        var yes = Map.<String, Object>of("status", "APPROVED", "revision", 1);
        bulk(staff(), key + "-approve", rows(good, yes));
        var bad = submitted.stream().filter(w -> undecided.get(w.sku()) == Fate.BACK).toList();
        var no =
                Map.<String, Object>of(
                        "status",
                        "REJECTED",
                        "revision",
                        1,
                        "reason",
                        "The description says nothing about the material.");
        bulk(staff(), key + "-reject", rows(bad, no));
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

    private Map<String, Object> creation(Ware ware) {
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
                            row.put("productId", productId(ware));
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

    private void offer(DemoPacks.Pack pack) {
        var key = "demo-" + pack.sku();
        var drafted =
                client.post(
                        staff(),
                        "/api/v1/packs",
                        key,
                        Map.of(
                                "kind", pack.kind(),
                                "name", pack.name(),
                                "sku", pack.sku(),
                                "taxClass", pack.taxClass(),
                                "contents", pack.contents()));
        var path = "/api/v1/packs/" + id(drafted);
        for (var price : Map.of("EUR", pack.cents(), "CHF", pack.cents() * 96 / 100).entrySet()) {
            client.post(
                    staff(),
                    path + "/prices",
                    key + price.getKey(),
                    Map.of("amountMinor", price.getValue(), "currency", price.getKey()));
        }
        client.post(staff(), path + "/publish", key + "-publish", Map.of());
        if (pack.isPallet()) {
            receive(pack.sku(), UNITS_OF_A_PALLET);
        }
    }

    private void receive(String sku, int units) {
        client.post(
                staff(),
                "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                "demo-receipt-" + sku,
                Map.of("quantity", units, "reason", "opening stock"));
    }

    private String staff() {
        return team.token(DemoPerson.staff());
    }

    private static String id(Answer answer) {
        var id = answer.body().path("id").asString("");
        if (id.isEmpty()) {
            throw new IllegalStateException("Refused: " + answer.body());
        }
        return id;
    }
}
