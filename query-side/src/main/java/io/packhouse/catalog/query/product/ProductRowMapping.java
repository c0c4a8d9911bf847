package io.packhouse.catalog.query.product;

import io.packhouse.catalog.query.image.ImageViews;
import io.packhouse.catalog.query.product.CatalogViews.Named;
import io.packhouse.catalog.query.product.CatalogViews.ProductSummary;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Maps a row of the catalog to a view.
public final class ProductRowMapping {

    /// Without the large columns that only the search uses.
    public static final String COLUMNS = "p.product_id, p.vendor_id, p.name, p.description, p.brand_id, p.brand_name,"
            + " p.category_id, p.category_path, p.status, p.revision, p.rejection,"
            + " p.submitted_at, p.submitted_number, p.prices, p.in_stock, p.number,"
            + " p.position, p.changed_at, p.images -> 0 as image";

    private static final TypeReference<TreeMap<String, Long>> PRICES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private ProductRowMapping() {}

    public static ProductSummary summary(ResultSet row) throws SQLException {
        var brand = row.getString("brand_id");
        return new ProductSummary(
                row.getString("product_id"),
                row.getString("name"),
                row.getString("vendor_id"),
                brand == null ? null : new Named(brand, row.getString("brand_name")),
                row.getString("category_id"),
                row.getString("status"),
                row.getInt("revision"),
                prices(row.getString("prices")),
                row.getBoolean("in_stock"),
                instant(row, "submitted_at"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("rejection"),
                ImageViews.first(row.getString("image")));
    }

    static List<Money> prices(String json) {
        return JSON.readValue(json, PRICES).entrySet().stream()
                .map(price -> new Money(price.getValue(), Currency.getInstance(price.getKey())))
                .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
