package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.DemoClient;
import io.packhouse.app.demo.DemoOrder.Item;
import io.packhouse.app.demo.DemoPerson;
import io.packhouse.app.demo.DemoWorkers;
import io.packhouse.app.demo.catalog.DemoAssortment.DemoProduct;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.shared.api.Sku;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Loads brands, categories, products, packs, rewards and their stock.
public final class DemoCatalogLoader {

    public static final int RESERVATIONS = 150;

    // The maximum, so that they are still open later.
    private static final int RESERVATION_MINUTES = 30 * 24 * 60;

    private static final int UNITS_OF_A_PALLET = 40;
    private static final int WATCHED = 60;

    private final DemoClient client;
    private final DemoWorkers team;
    private final List<DemoProduct> wares;
    private final DemoProducts products;
    private final List<DemoPacks.Pack> packs;
    private final Map<String, String> categories = new ConcurrentHashMap<>();

    public DemoCatalogLoader(DemoClient client, DemoWorkers team, List<DemoProduct> wares) {
        this.client = client;
        this.team = team;
        this.wares = wares;
        packs = DemoPacks.all(wares);
        products = new DemoProducts(client, team, wares);
    }

    /// The number of steps for the progress report.
    public int steps() {
        return DemoAssortment.BRANDS.size()
                + DemoAssortment.fields().size()
                + products.batches().size()
                + wares.size() * 2
                + packs.size()
                + DemoReward.first().size();
    }

    /// The items that can be ordered, best sellers first. The best sellers are the same every time.
    public List<Item> assortment() {
        var all = new ArrayList<Item>();
        products.onSale().forEach(demoProduct -> all.add(offer(demoProduct)));
        packs.forEach(pack -> all.add(new Item(idOf(pack), true)));
        Collections.shuffle(all, new Random(61));
        var scarce = offer(scarce());
        all.remove(scarce);
        all.add(scarce);
        return all;
    }

    public DemoProducts products() {
        return products;
    }

    /// Has one unit in stock and is never restocked.
    private DemoProduct scarce() {
        return wares.stream()
                .filter(demoProduct -> demoProduct.maker() < 0)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Item offer(DemoProduct demoProduct) {
        return new Item(PackId.offerOf(new Sku(demoProduct.sku())).value(), false);
    }

    private static String idOf(DemoPacks.Pack pack) {
        var staff = DemoPerson.staff().id().value();
        var asking = CallerResolver.keyed(staff, "POST", "/api/v1/packs", "demo-" + pack.sku());
        return asking.newId("pck", id -> id);
    }

    public void fill() {
        team.together(DemoAssortment.BRANDS.stream()
                .<Runnable>map(name -> () -> register(name))
                .toList());
        team.together(DemoAssortment.fields().stream()
                .<Runnable>map(field -> () -> grow(field))
                .toList());
        var tasks = new ArrayList<Runnable>();
        products.batches().forEach(batch -> tasks.add(() -> products.create(batch, categories)));
        packs.forEach(pack -> tasks.add(() -> offer(pack)));
        DemoReward.first().forEach(reward -> tasks.add(() -> offer(reward)));
        team.together(tasks);
        receiveAll();
    }

    /// After the products, because a vendor may not offer a SKU that has stock.
    private void receiveAll() {
        var stock = new Random(62);
        var tasks = new ArrayList<Runnable>();
        for (var demoProduct : wares) {
            var units = demoProduct.equals(scarce()) ? 1 : 800 + stock.nextInt(60) * 50;
            tasks.add(() -> receive(demoProduct.sku(), units));
        }
        team.together(tasks);
        for (var i = 0; i < WATCHED; i++) {
            var demoProduct = wares.get(Math.floorMod(wares.size() - 1 - i * 9, wares.size()));
            watch(demoProduct.sku());
        }
        watch(scarce().sku());
    }

    /// Reservations at the counter, without an order.
    public List<Runnable> reservations() {
        return IntStream.range(0, RESERVATIONS)
                .<Runnable>mapToObj(number -> () -> reserve(number))
                .toList();
    }

    private void reserve(int number) {
        var ware = wares.get(number * 4 * wares.size() / 600);
        var item = Map.of("sku", ware.sku(), "quantity", 1 + number % 6);
        var body = Map.of("owner", "counter:" + number, "items", List.of(item), "holdMinutes", RESERVATION_MINUTES);
        client.post(staff(), "/api/v1/inventory/reservations", "demo-reserve-" + number, body)
                .expectedOrOutOfStock();
    }

    private void watch(String sku) {
        var path = "/api/v1/inventory/items/inv_main_" + sku + "/low-stock";
        client.post(staff(), path, DemoClient.key("watch", sku), Map.of("lowStockAt", 900))
                .expected();
    }

    public void offer(DemoReward reward) {
        reward.offer(client, staff());
    }

    private void register(String brand) {
        client.post(staff(), "/api/v1/brands", DemoClient.key("brand", brand), Map.of("name", brand))
                .expected();
    }

    private void grow(DemoAssortment.Field field) {
        var top = category(field.name(), null);
        for (var category : field.categories()) {
            categories.put(field.name() + "/" + category.name(), category(category.name(), top));
        }
    }

    private String category(String name, @Nullable String parent) {
        var body = new HashMap<String, Object>(Map.of("name", name));
        if (parent != null) {
            body.put("parentId", parent);
        }
        return client.post(staff(), "/api/v1/categories", DemoClient.key("category", name), body)
                .id();
    }

    private void offer(DemoPacks.Pack pack) {
        var key = "demo-" + pack.sku();
        var drafted = client.post(
                staff(),
                "/api/v1/packs",
                key,
                Map.of(
                        "kind", pack.kind(),
                        "name", pack.name(),
                        "sku", pack.sku(),
                        "taxClass", pack.taxClass(),
                        "contents", pack.contents()));
        var path = "/api/v1/packs/" + drafted.id();
        for (var price :
                Map.of("EUR", pack.cents(), "CHF", pack.cents() * 96 / 100).entrySet()) {
            client.post(
                            staff(),
                            path + "/prices",
                            key + price.getKey(),
                            Map.of("amountMinor", price.getValue(), "currency", price.getKey()))
                    .expected();
        }
        var manifest = pack.manifestFile().getBytes(StandardCharsets.UTF_8);
        var list = client.upload(staff(), path + "/manifests", key + "-list", "text/csv", manifest);
        if (list.status() != 201) {
            throw new IllegalStateException("A manifest was refused: " + list.body());
        }
        client.post(staff(), path + "/publish", key + "-publish", Map.of()).expected();
        if (pack.isPallet()) {
            receive(pack.sku(), UNITS_OF_A_PALLET);
        }
    }

    private void receive(String sku, int units) {
        client.post(
                        staff(),
                        "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                        "demo-receipt-" + sku,
                        Map.of("quantity", units, "reason", "opening stock"))
                .expected();
    }

    private String staff() {
        return team.token(DemoPerson.staff());
    }
}
