package io.packhouse.inventory.query;

import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Location;
import io.packhouse.inventory.api.StockView;
import io.packhouse.shared.api.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StockQueries {

    private static final String SELECT = "select * from read.inventory_stock where true";

    private static final KeysetQuery<StockView> LIST =
            new KeysetQuery<>(SELECT, "item_id", text -> text, false, (row, _) -> view(row), StockView::itemId);

    private final JdbcClient jdbc;

    record Row(long position, StockView view) {}

    StockQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    KeysetPage<StockView> list(KeysetPageRequest keysetPageRequest, boolean lowStock, @Nullable String prefix) {
        var values = new ArrayList<@Nullable Object>();
        var condition = lowStock ? " and low_stock_at > 0 and available <= low_stock_at" : "";
        if (prefix != null) {
            condition += " and starts_with(sku, ?)";
            values.add(prefix);
        }
        return LIST.read(jdbc, keysetPageRequest, condition, values);
    }

    Optional<Row> one(InventoryItemId item) {
        return jdbc.sql(SELECT + " and item_id = ?")
                .param(item.value())
                .query((row, _) -> new Row(row.getLong("position"), view(row)))
                .optional();
    }

    List<StockView> all(List<Sku> skus) {
        var items = skus.stream()
                .map(sku -> InventoryItemId.at(Location.MAIN, sku).value())
                .toArray(String[]::new);
        return jdbc.sql(SELECT + " and item_id = any (?) order by item_id")
                .param(items)
                .query((row, _) -> view(row))
                .list();
    }

    private static StockView view(ResultSet row) throws SQLException {
        return new StockView(
                row.getString("item_id"),
                row.getString("sku"),
                row.getString("location"),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                row.getInt("committed"),
                row.getInt("available"),
                row.getInt("low_stock_at"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
