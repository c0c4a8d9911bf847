package io.packhouse.storefront.query.pack;

import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The latest manifest on a pack's page: the first lines and the totals.
@Component
class PackPageManifest {

    private static final int SHOWN = 25;
    private static final String LATEST = """
            select m.* from read.manifest m where m.pack_id = ? order by m.version desc limit 1
            """;
    private static final String LINES = """
            select l.* from read.manifest_line l
            where l.content_id = ? and l.line <= ? order by l.line
            """;
    private static final String CONDITIONS = """
            select condition, sum(quantity) as units from read.manifest_line
            where content_id = ? group by condition order by units desc, condition
            """;

    private final JdbcClient jdbc;

    record Goods(
            String sku,
            String name,
            int units,
            String condition,
            @Nullable Money unitRetail) {}

    record OfCondition(String condition, long units) {}

    record ShopManifest(int version, int lines, long units, List<Goods> first, List<OfCondition> conditions) {}

    private record Latest(int version, String contentId, int lines, long units) {}

    PackPageManifest(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Optional<ShopManifest> latest(String packId) {
        return jdbc.sql(LATEST)
                .param(packId)
                .query(Latest.class)
                .optional()
                .map(found -> new ShopManifest(
                        found.version(),
                        found.lines(),
                        found.units(),
                        first(found.contentId()),
                        conditions(found.contentId())));
    }

    private List<Goods> first(String contentId) {
        return jdbc.sql(LINES)
                .params(contentId, SHOWN)
                .query((row, _) -> new Goods(
                        row.getString("sku"),
                        row.getString("product_name"),
                        row.getInt("quantity"),
                        row.getString("condition"),
                        retail(row)))
                .list();
    }

    private List<OfCondition> conditions(String contentId) {
        return jdbc.sql(CONDITIONS).param(contentId).query(OfCondition.class).list();
    }

    private static @Nullable Money retail(ResultSet row) throws SQLException {
        var amount = row.getLong("unit_retail_minor");
        return row.wasNull() ? null : new Money(amount, Currency.getInstance(row.getString("currency")));
    }
}
