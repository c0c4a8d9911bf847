package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.query.manifest.ManifestViews.Change;
import io.packhouse.catalog.query.manifest.ManifestViews.Difference;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The differences between two contents. Lines with the same SKU, condition and name are added up
/// and compared.
@Component
class ManifestDiff {

    private static final String SIDE = """
            (select sku, condition, product_name, sum(quantity) as quantity,
                string_agg(distinct concat(unit_retail_minor, ' ', currency), ',') as retails,
                case when count(distinct concat(unit_retail_minor, ' ', currency)) = 1
                    then min(unit_retail_minor) end as minor,
                min(currency) as currency
            from read.manifest_line where content_id = ?
            group by sku, condition, product_name)
            """;
    private static final String SELECT = """
            select * from (
                select concat_ws(chr(30), sku, condition, product_name) collate "C" as key,
                    sku, condition, product_name,
                    coalesce(a.quantity, 0) as before, coalesce(b.quantity, 0) as after,
                    a.minor as before_minor, a.currency as before_currency,
                    b.minor as after_minor, b.currency as after_currency
                from %s a full join %s b using (sku, condition, product_name)
                where a.quantity is distinct from b.quantity or a.retails is distinct from b.retails
            ) d where true
            """.formatted(SIDE, SIDE);
    private static final KeysetQuery<Difference> LIST = new KeysetQuery<>(
            SELECT,
            "d.key",
            text -> text,
            false,
            (row, _) -> {
                var before = row.getLong("before");
                var after = row.getLong("after");
                return new Difference(
                        before == 0 ? Change.ADDED : after == 0 ? Change.REMOVED : Change.CHANGED,
                        row.getString("sku"),
                        row.getString("product_name"),
                        row.getString("condition"),
                        before,
                        after,
                        ManifestQueries.money(row, "before_minor", "before_currency"),
                        ManifestQueries.money(row, "after_minor", "after_currency"));
            },
            Difference::key);

    private final JdbcClient jdbc;

    ManifestDiff(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    KeysetPage<Difference> between(String before, String after, KeysetPageRequest keysetPageRequest) {
        return LIST.read(jdbc, keysetPageRequest, "", List.of(before, after));
    }
}
