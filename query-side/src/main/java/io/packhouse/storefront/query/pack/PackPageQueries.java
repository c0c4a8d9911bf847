package io.packhouse.storefront.query.pack;

import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The published packs for the pages.
@Component
public class PackPageQueries {

    static final int PAGE = 24;

    private static final Currency FIRST = Currency.getInstance("EUR");

    /// An offer without images shows its product's.
    private static final String SHOWN = """
            , case when p.images = '[]' then (
                    select c.images from read.catalog_product c
                    where c.product_id = p.product_id)
                else p.images end -> 0 as image
            """;

    private static final String WHOLE = """
            cross join lateral (
                select greatest(min(coalesce(s.available, 0) / cast(part.value as integer)), 0)
                    as whole
                from jsonb_each_text(
                    case when p.contents = '{}' then jsonb_build_object(p.sku, 1)
                        else p.contents end) part
                left join read.inventory_stock s on s.item_id = 'inv_main_' || part.key) stock
            """;
    private static final String SELECT =
            "select p.*, stock.whole" + SHOWN + " from read.pack p " + WHOLE + " where p.status = 'PUBLISHED'";
    private static final String BEST = """
            with sold as (
                select l.pack_id, sum(l.quantity) as units from read.order_line l
                join (select order_id from read.customer_order
                    where status not in ('PLACED', 'REJECTED', 'CANCELLED')
                    order by placed_at desc, order_id desc limit 1000) o using (order_id)
                group by l.pack_id order by units desc, l.pack_id limit 6)
            select p.*, stock.whole, sold.units
            """
            + SHOWN
            + " from sold join read.pack p using (pack_id) "
            + WHOLE
            + " order by sold.units desc, p.pack_id";
    private static final String PARTS = """
            select part.key as sku, cast(part.value as integer) as units,
                coalesce(s.available, 0) as available,
                (select min(o.name) from read.pack o where o.sku = part.key and o.kind = 'OFFER')
                    as name
            from read.pack p
            cross join jsonb_each_text(
                case when p.contents = '{}' then jsonb_build_object(p.sku, 1)
                    else p.contents end) part
            left join read.inventory_stock s on s.item_id = 'inv_main_' || part.key
            where p.pack_id = ? order by part.key
            """;
    private static final TypeReference<TreeMap<String, Long>> PRICES = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Integer>> CONTENTS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    /// `contents` are units per SKU; a single product contains one of its own.
    record ShopPack(
            String id,
            String kind,
            String name,
            String sku,
            int termsVersion,
            Map<String, Integer> contents,
            List<Money> prices,
            long available,
            @Nullable ImageView image) {

        public int units() {
            return contents.values().stream().mapToInt(Integer::intValue).sum();
        }

        public @Nullable Money price() {
            return prices.isEmpty() ? null : prices.getFirst();
        }

        public PackPlaceholderImage art() {
            return PackPlaceholderImage.of(contents);
        }
    }

    /// A line of a pack's contents; `name` is null for an article that is not sold separately.
    record Part(String sku, @Nullable String name, int units, long available) {}

    public record Best(ShopPack pack, long sold) {}

    public record PackListPage(
            List<ShopPack> packs, @Nullable String next) {}

    PackPageQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    public PackListPage page(@Nullable String kind, @Nullable String after, int most) {
        var values = new ArrayList<Object>();
        var condition = new StringBuilder();
        if (kind != null) {
            condition.append(" and p.kind = ?");
            values.add(kind);
        }
        if (after != null) {
            condition.append(" and p.pack_id > ?");
            values.add(after);
        }
        values.add(most + 1);
        var found = jdbc.sql(SELECT + condition + " order by p.pack_id limit ?")
                .params(values)
                .query((row, _) -> pack(row))
                .list();
        return found.size() > most
                ? new PackListPage(found.subList(0, most), found.get(most - 1).id())
                : new PackListPage(found, null);
    }

    Optional<ShopPack> one(String id) {
        return jdbc.sql(SELECT + " and p.pack_id = ?")
                .param(id)
                .query((row, _) -> pack(row))
                .optional();
    }

    List<Part> parts(String id) {
        return jdbc.sql(PARTS)
                .param(id)
                .query((row, _) -> new Part(
                        row.getString("sku"), row.getString("name"), row.getInt("units"), row.getLong("available")))
                .list();
    }

    /// Of the last thousand orders.
    public List<Best> bestSellers() {
        return jdbc.sql(BEST)
                .query((row, _) -> new Best(pack(row), row.getLong("units")))
                .list();
    }

    private static ShopPack pack(ResultSet row) throws SQLException {
        Map<String, Integer> contents = JSON.readValue(row.getString("contents"), CONTENTS);
        var prices = JSON.readValue(row.getString("prices"), PRICES);
        return new ShopPack(
                row.getString("pack_id"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("sku"),
                row.getInt("terms_version"),
                contents.isEmpty() ? Map.of(row.getString("sku"), 1) : contents,
                prices.entrySet().stream()
                        .map(p -> new Money(p.getValue(), Currency.getInstance(p.getKey())))
                        .sorted(Comparator.comparing(price -> !price.currency().equals(FIRST)))
                        .toList(),
                row.getLong("whole"),
                image(row.getString("image")));
    }

    private static @Nullable ImageView image(@Nullable String json) {
        return json == null ? null : ImageView.showing(JSON.readValue(json, Image.class));
    }
}
