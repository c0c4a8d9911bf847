package io.packhouse.catalog.query;

import io.packhouse.catalog.api.ImageView;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.query.CatalogueViews.BrandView;
import io.packhouse.catalog.query.CatalogueViews.CategoryView;
import io.packhouse.catalog.query.CatalogueViews.Named;
import io.packhouse.catalog.query.CatalogueViews.ProductSummary;
import io.packhouse.catalog.query.CatalogueViews.ProductView;
import io.packhouse.catalog.query.CatalogueViews.VariantView;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Single products, and the lists of those who make them and let them be sold.
@Component
class ProductQueries {

    private static final String SELECT =
            "select " + ProductReading.COLUMNS + " from read.catalogue_product p where true";

    private static final Keyset<Numbered> NEWEST = keyset("p.number", true);
    private static final Keyset<Numbered> LONGEST_WAITING = keyset("p.submitted_number", false);

    private static final String ONE =
            """
            select %s, p.images, greatest(p.position, (
                    select max(greatest(v.position, v.offer_position, v.stock_position))
                    from read.catalogue_variant v where v.product_id = p.product_id)) as newest
            from read.catalogue_product p where p.product_id = ?
            """
                    .formatted(ProductReading.COLUMNS);

    private final JdbcClient jdbc;

    record Row(String version, ProductView view) {}

    private record Numbered(long number, ProductSummary product) {}

    private record Found(
            ProductSummary product,
            String description,
            List<String> path,
            @Nullable String brandName,
            long newest,
            List<ImageView> images) {}

    ProductQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    /// Products of a vendor, or of all for null, in one status or any.
    Listing<ProductSummary> list(Pages pages, @Nullable String vendor, @Nullable String status) {
        var values = new ArrayList<@Nullable Object>();
        var condition = "";
        if (vendor != null) {
            condition += " and p.vendor_id = ?";
            values.add(vendor);
        }
        if (status != null) {
            condition += " and p.status = ?";
            values.add(status);
        }
        return plain(NEWEST.read(jdbc, pages, condition, values));
    }

    Listing<ProductSummary> waiting(Pages pages) {
        return plain(LONGEST_WAITING.read(jdbc, pages, " and p.status = 'SUBMITTED'", List.of()));
    }

    Optional<Row> one(ProductId id) {
        return jdbc.sql(ONE)
                .param(id.value())
                .query((row, _) -> found(row))
                .optional()
                .map(this::row);
    }

    List<CategoryView> tree() {
        var below = new HashMap<String, List<Map<String, Object>>>();
        jdbc.sql("select category_id, parent_id, name from read.catalogue_category order by name")
                .query()
                .listOfRows()
                .forEach(
                        row ->
                                below.computeIfAbsent(
                                                Objects.toString(row.get("parent_id"), ""),
                                                _ -> new ArrayList<>())
                                        .add(row));
        return children("", below);
    }

    List<BrandView> brands() {
        return jdbc.sql(
                        "select brand_id, name from read.catalogue_brand order by lower(name),"
                                + " brand_id")
                .query(BrandView.class)
                .list();
    }

    private static List<CategoryView> children(
            String parent, Map<String, List<Map<String, Object>>> below) {
        return below.getOrDefault(parent, List.of()).stream()
                .map(
                        row -> {
                            var id = String.valueOf(row.get("category_id"));
                            return new CategoryView(
                                    id,
                                    String.valueOf(row.get("name")),
                                    parent.isEmpty() ? null : parent,
                                    children(id, below));
                        })
                .toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                ProductReading.summary(row),
                row.getString("description"),
                List.of((String[]) row.getArray("category_path").getArray()),
                row.getString("brand_name"),
                row.getLong("newest"),
                ImageReading.all(row.getString("images")));
    }

    private Row row(Found found) {
        var category = category(found.path());
        var names = Objects.hash(found.brandName(), category);
        return new Row(
                found.newest() + "." + Integer.toHexString(names),
                new ProductView(
                        found.product(),
                        found.description(),
                        category,
                        variants(found.product().productId()),
                        found.images()));
    }

    private List<Named> category(List<String> path) {
        return jdbc.sql(
                        "select category_id as id, name from read.catalogue_category"
                                + " where category_id = any (?) order by cardinality(path)")
                .param(path.toArray(String[]::new))
                .query(Named.class)
                .list();
    }

    private List<VariantView> variants(String product) {
        return jdbc.sql("select * from read.catalogue_variant where product_id = ? order by sku")
                .param(product)
                .query(
                        (row, _) ->
                                new VariantView(
                                        row.getString("sku"),
                                        row.getString("name"),
                                        row.getString("pack_id"),
                                        row.getString("tax_class"),
                                        row.getBoolean("on_sale"),
                                        ProductReading.prices(row.getString("prices")),
                                        row.getInt("available")))
                .list();
    }

    private static Keyset<Numbered> keyset(String column, boolean descending) {
        return new Keyset<>(
                SELECT,
                column,
                Long::valueOf,
                descending,
                (row, _) ->
                        new Numbered(row.getLong(column.substring(2)), ProductReading.summary(row)),
                Numbered::number);
    }

    private static Listing<ProductSummary> plain(Listing<Numbered> page) {
        return new Listing<>(
                page.items().stream().map(Numbered::product).toList(), page.next(), page.prev());
    }
}
