package io.packhouse.bench.load;

import static io.packhouse.bench.load.HttpCaller.expected;

import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Packs of the demo with enough stock for a benchmark.
public record Offers(MeasuredEngine engine, List<String> packs) {

    private static final int UNITS = 100_000;

    /// Every item in the read table adds up, and every unit that was bought is committed to its order.
    private static final String WRONG_STOCK = """
            select count(*) from read.inventory_stock s
            left join lateral (
                select coalesce(sum(quantity) filter (where not committed), 0) as reserved,
                    coalesce(sum(quantity) filter (where committed), 0) as committed
                from read.inventory_reservation r where r.item_id = s.item_id and outcome is null) r on true
            where (s.reserved, s.committed) is distinct from (r.reserved, r.committed)
                or s.available <> s.on_hand - s.reserved - s.committed or s.available < 0
            """;

    private static final String COMMITTED =
            "select coalesce(sum(quantity), 0) from read.inventory_reservation where committed and owner = any (?)";

    public static Offers of(MeasuredEngine engine) throws IOException, InterruptedException {
        var staff = new HttpCaller(engine.base(), engine.token(Role.ADMIN, 0));
        var packs = new ArrayList<String>();
        for (var pack :
                staff.get("/api/v1/packs?kind=OFFER&status=PUBLISHED&limit=40").path("items")) {
            packs.add(pack.path("packId").asString());
            var item = "/api/v1/inventory/items/inv_main_" + pack.path("sku").asString();
            expected(staff.post(item + "/receipts", "{\"quantity\":%s,\"reason\":\"delivery\"}".formatted(UNITS)));
        }
        if (packs.size() < 2) {
            throw new IOException("There are no packs to buy: fill the shop with ./packhouse demo.");
        }
        return new Offers(engine, packs);
    }

    public String pack(int number) {
        return packs.get(number % packs.size());
    }

    /// To be called when all projections have caught up: each of these orders has two units.
    public void requireStockAddsUp(Collection<String> orders) throws IOException, SQLException {
        try (var superuser = engine.connect();
                var wrong = superuser.createStatement();
                var committed = superuser.prepareStatement(COMMITTED)) {
            committed.setArray(1, superuser.createArrayOf("text", orders.toArray()));
            try (var items = wrong.executeQuery(WRONG_STOCK);
                    var units = committed.executeQuery()) {
                items.next();
                units.next();
                if (items.getInt(1) != 0 || units.getInt(1) != 2 * orders.size()) {
                    throw new IOException("The stock of %s items is wrong, or of %s units bought only %s are committed."
                            .formatted(items.getInt(1), 2 * orders.size(), units.getInt(1)));
                }
            }
        }
    }
}
