package io.packhouse.bench.load;

import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a shop is asked for: goods by anyone, orders by their buyers, statistics by staff.
public final class ShopReads {

    private static final int SAMPLE = 1_000;
    private static final String APPROVED = "status = 'APPROVED'";
    private static final String PRODUCT =
            "select product_id, name, brand_name, prices, in_stock, images, number from read.catalog_product p";
    private static final String ORDER = "select * from read.customer_order";

    private final MeasuredEngine engine;
    private final HttpCaller anyone;
    private final HttpCaller staff;
    private final Map<String, HttpCaller> buyers = new ConcurrentHashMap<>();

    public ShopReads(MeasuredEngine engine) {
        this.engine = engine;
        anyone = new HttpCaller(engine.base(), "");
        staff = new HttpCaller(engine.base(), engine.token(Role.ADMIN, 0));
    }

    public List<ReadKind> ofBuyers() throws IOException, SQLException {
        try (var superuser = engine.connect()) {
            return List.of(list(), search(superuser), detail(superuser), order(superuser), history(superuser));
        }
    }

    public List<ReadKind> ofStaff() {
        var from = LocalDate.now(ZoneOffset.UTC).minusDays(89);
        return List.of(
                ReadKind.of("all orders", staff, "/api/v1/orders?limit=50"),
                ReadKind.of("orders of a status", staff, "/api/v1/orders?limit=50&status=SHIPPED"),
                ReadKind.of("dashboard", staff, "/api/v1/analytics/dashboard"),
                ReadKind.of("revenue, 90 days", staff, "/api/v1/analytics/revenue?zone=Europe/Berlin&from=" + from),
                ReadKind.of("order funnel, 30 days", staff, "/api/v1/analytics/orders"),
                ReadKind.of("products, 30 days", staff, "/api/v1/analytics/products"),
                ReadKind.of("customers, 30 days", staff, "/api/v1/analytics/users"),
                ReadKind.of("payments, 30 days", staff, "/api/v1/analytics/payments"));
    }

    private ReadKind list() {
        var sql = PRODUCT + " where " + APPROVED + " order by number desc limit 20";
        return new ReadKind("list", _ -> anyone, _ -> "/api/v1/products?limit=20", sql, _ -> List.of());
    }

    private ReadKind search(Connection superuser) throws SQLException {
        var words = sample(
                superuser,
                "word from read.catalog_product, regexp_split_to_table(name_words, ' ') word"
                        + " where length(word) > 3 and " + APPROVED);
        var sql = PRODUCT + ", to_tsquery('read.words', ?) q where document @@ q and " + APPROVED
                + " order by ts_rank(document, q) desc, number desc limit 20";
        return new ReadKind(
                "search",
                _ -> anyone,
                number -> "/api/v1/products/search?limit=20&q=" + at(words, number),
                sql,
                number -> List.of(at(words, number)));
    }

    private ReadKind detail(Connection superuser) throws SQLException {
        var ids = sample(superuser, "product_id from read.catalog_product where " + APPROVED);
        return new ReadKind(
                "detail",
                _ -> anyone,
                number -> "/api/v1/products/" + at(ids, number),
                PRODUCT.replaceFirst("select .* from", "select * from") + " where product_id = ?",
                number -> List.of(at(ids, number)));
    }

    private ReadKind order(Connection superuser) throws SQLException {
        // Those that a benchmark wrote into the read table have no events.
        var real = " from read.customer_order where order_number not like 'B%' and status <> 'REJECTED'";
        var ids = sample(superuser, "order_id || ' ' || buyer" + real);
        return new ReadKind(
                "order",
                number -> buyer(at(ids, number).split(" ", 2)[1]),
                number -> "/api/v1/orders/" + at(ids, number).split(" ", 2)[0],
                ORDER + " where order_id = ?",
                number -> List.of(at(ids, number).split(" ", 2)[0]));
    }

    private ReadKind history(Connection superuser) throws SQLException {
        var ids = sample(superuser, "buyer from read.customer_order");
        return new ReadKind(
                "history",
                number -> buyer(at(ids, number)),
                _ -> "/api/v1/orders?limit=20",
                ORDER + " where buyer = ? order by placed_at desc limit 20",
                number -> List.of(at(ids, number)));
    }

    private HttpCaller buyer(String id) {
        return buyers.computeIfAbsent(
                id, person -> new HttpCaller(engine.base(), engine.token(Role.CUSTOMER, new PersonId(person))));
    }

    private static String at(List<String> sample, int number) {
        return sample.get(number % sample.size());
    }

    private static List<String> sample(Connection superuser, String selected) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery("select " + selected + " order by random() limit " + SAMPLE)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        if (found.isEmpty()) {
            throw new SQLException("There is nothing to read: " + selected);
        }
        return found;
    }
}
