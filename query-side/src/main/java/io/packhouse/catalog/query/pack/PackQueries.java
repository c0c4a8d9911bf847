package io.packhouse.catalog.query.pack;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackView;
import io.packhouse.catalog.query.image.ImageViews;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
public class PackQueries {

    /// The available packs are limited by the scarcest content; a pack without contents takes one
    /// unit of its own SKU; an offer without images shows its product's. The row's position is that
    /// of its newest part.
    private static final String SELECT = """
            select p.*, greatest(stock.whole, 0) as inventory,
                greatest(p.position, stock.position, product.position) as version,
                case when p.images = '[]' then coalesce(product.images, '[]') else p.images end
                    as shown
            from read.pack p
            left join read.catalog_product product on product.product_id = p.product_id
            cross join lateral (
                select min(coalesce(s.available, 0) / cast(part.value as integer)) as whole,
                    max(s.position) as position
                from jsonb_each_text(
                    case when p.contents = '{}' then jsonb_build_object(p.sku, 1)
                        else p.contents end) part
                left join read.inventory_stock s on s.item_id = 'inv_main_' || part.key) stock
            where true
            """;

    private static final TypeReference<TreeMap<String, Integer>> CONTENTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Long>> PRICES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final KeysetQuery<PackView> LIST =
            new KeysetQuery<>(SELECT, "p.pack_id", text -> text, false, (row, _) -> view(row), PackView::packId);

    private final JdbcClient jdbc;

    public record Row(long position, long streamVersion, PackView view) {

        public boolean isDraft() {
            return view.status().equals("DRAFT");
        }
    }

    PackQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    /// `filter` maps columns to required values.
    KeysetPage<PackView> list(KeysetPageRequest keysetPageRequest, SortedMap<String, String> filter) {
        var condition = filter.keySet().stream()
                .map(column -> " and p." + column + " = ?")
                .collect(Collectors.joining());
        return LIST.read(jdbc, keysetPageRequest, condition, List.copyOf(filter.values()));
    }

    public Optional<Row> one(PackId id) {
        return jdbc.sql(SELECT + " and p.pack_id = ?")
                .param(id.value())
                .query((row, _) -> new Row(row.getLong("version"), row.getLong("stream_version"), view(row)))
                .optional();
    }

    private static PackView view(ResultSet row) throws SQLException {
        Map<String, Integer> contents = JSON.readValue(row.getString("contents"), CONTENTS);
        var prices = JSON.readValue(row.getString("prices"), PRICES);
        return new PackView(
                row.getString("pack_id"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("sku"),
                row.getString("vendor_id"),
                row.getString("tax_class"),
                row.getString("status"),
                row.getInt("terms_version"),
                contents.isEmpty() ? Map.of(row.getString("sku"), 1) : contents,
                prices.entrySet().stream()
                        .map(p -> new Money(p.getValue(), Currency.getInstance(p.getKey())))
                        .toList(),
                row.getInt("inventory"),
                ImageViews.all(row.getString("shown")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
