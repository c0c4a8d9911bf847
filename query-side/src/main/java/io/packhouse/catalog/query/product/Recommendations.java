package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.catalog.query.image.ImageViews;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Recommendations and their reasons: the same rows give the same result in the same order.
@Component
class Recommendations {

    /// First products bought together, then of the same category, then of the same brand; within
    /// each the most bought first, then the newest. Only the 500 newest of a category or a brand
    /// are considered.
    private static final String SELECT = """
            with own as (select unnest(cast(? as text[])) as pack_id),
            self as (
                select p.* from read.catalog_product p
                where p.product_id = cast(? as text)),
            together as (
                select v.product_id,
                    case when v.product_id is null then b.other_pack_id end as pack_id,
                    sum(b.orders) as n
                from read.pack_pair_count b
                join own on own.pack_id = b.pack_id
                left join read.catalog_variant v on v.pack_id = b.other_pack_id
                where b.orders > 0 and b.other_pack_id not in (select pack_id from own)
                group by 1, 2),
            near as (
                (select 2 as rule, p.product_id from read.catalog_product p, self
                    where p.status = 'APPROVED' and p.tags @> array[self.category_id]
                        and p.category_id = self.category_id
                    order by p.number desc limit 500)
                union all
                (select 3, p.product_id from read.catalog_product p, self
                    where p.status = 'APPROVED' and p.tags @> array[self.brand_id]
                    order by p.number desc limit 500)),
            all_of_them as (
                select 1 as rule, product_id, pack_id, n from together
                union all
                select near.rule, near.product_id, null, coalesce((
                    select sum(b.orders) from read.catalog_variant v
                    join read.pack_pair_count b
                        on b.pack_id = v.pack_id and b.other_pack_id = v.pack_id
                    where v.product_id = near.product_id), 0)
                from near),
            best as (
                select distinct on (product_id, pack_id) rule, product_id, pack_id, n
                from all_of_them
                where product_id is null or product_id is distinct from cast(? as text)
                order by product_id, pack_id, rule)
            select best.rule, best.n, best.product_id, best.pack_id,
                coalesce(p.name, k.name) as name, coalesce(p.prices, k.prices) as prices,
                coalesce(p.images, k.images) -> 0 as image,
                case best.rule when 2 then (select c.name from read.catalog_category c, self
                        where c.category_id = self.category_id)
                    when 3 then (select self.brand_name from self) end as shared
            from best
            left join read.catalog_product p
                on p.product_id = best.product_id and p.status = 'APPROVED'
            left join read.pack k on k.pack_id = best.pack_id and k.status = 'PUBLISHED'
            where p.product_id is not null or k.pack_id is not null
            order by best.rule, best.n desc, p.number desc nulls last, best.product_id, best.pack_id
            limit ?
            """;

    private final JdbcClient jdbc;

    enum Reason {
        BOUGHT_TOGETHER,
        SAME_CATEGORY,
        SAME_BRAND
    }

    /// One recommendation. `count` is the number of joint orders for BOUGHT_TOGETHER, otherwise the
    /// number of paid orders; `because` is the reason as text.
    record Recommendation(
            @Nullable String productId,
            @Nullable String packId,
            String name,
            List<Money> price,
            Reason reason,
            int count,
            String because,
            @Nullable ImageView image) {}

    Recommendations(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    List<Recommendation> find(List<String> packs, @Nullable String product, int limit) {
        return jdbc.sql(SELECT)
                .param(packs.toArray(String[]::new))
                .param(product)
                .param(product)
                .param(limit)
                .query((row, _) -> recommendation(row))
                .list();
    }

    private static Recommendation recommendation(ResultSet row) throws SQLException {
        var reason = Reason.values()[row.getInt("rule") - 1];
        var count = row.getInt("n");
        var times = count == 1 ? "once" : count + " times";
        var often = count == 0 ? "." : "; bought " + times + ".";
        var shared = row.getString("shared");
        return new Recommendation(
                row.getString("product_id"),
                row.getString("pack_id"),
                row.getString("name"),
                ProductRowMapping.prices(row.getString("prices")),
                reason,
                count,
                switch (reason) {
                    case BOUGHT_TOGETHER -> "Bought together " + times + ".";
                    case SAME_CATEGORY -> "Also in " + shared + often;
                    case SAME_BRAND -> "Also by " + shared + often;
                },
                ImageViews.first(row.getString("image")));
    }
}
