package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.query.image.ImageViews;
import io.packhouse.catalog.query.product.CatalogViews.BrandView;
import io.packhouse.catalog.query.product.CatalogViews.CategoryView;
import io.packhouse.catalog.query.product.CatalogViews.Named;
import io.packhouse.catalog.query.product.CatalogViews.ProductSummary;
import io.packhouse.catalog.query.product.CatalogViews.ProductView;
import io.packhouse.catalog.query.product.CatalogViews.VariantView;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
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

/// Single products, and the lists for vendors and staff.
@Component
class ProductQueries {

    private static final String SELECT =
            "select " + ProductRowMapping.COLUMNS + " from read.catalog_product p where true";

    private static final KeysetQuery<Numbered> NEWEST = keyset("p.number", true);
    private static final KeysetQuery<Numbered> LONGEST_WAITING = keyset("p.submitted_number", false);

    private static final String ONE = """
            select %s, p.images, p.stream_version, greatest(p.position, (
                    select max(greatest(v.position, v.offer_position, v.stock_position))
                    from read.catalog_variant v where v.product_id = p.product_id)) as newest
            from read.catalog_product p where p.product_id = ?
            """.formatted(ProductRowMapping.COLUMNS);

    private final JdbcClient jdbc;
    private final PersonalDataCipher personalDataCipher;

    record Row(String version, ProductView view) {}

    record BrandRow(String version, BrandView view) {}

    private record Numbered(long number, ProductSummary product) {}

    private record Found(
            ProductSummary product,
            String description,
            List<String> path,
            @Nullable String brandName,
            long newest,
            long streamVersion,
            List<ImageView> images) {}

    ProductQueries(@Qualifier("readerDataSource") DataSource reader, PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.personalDataCipher = personalDataCipher;
    }

    /// Products of a vendor (null: of all vendors) in one status (null: in any).
    KeysetPage<ProductSummary> list(
            KeysetPageRequest keysetPageRequest, @Nullable String vendor, @Nullable String status) {
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
        return plain(NEWEST.read(jdbc, keysetPageRequest, condition, values));
    }

    KeysetPage<ProductSummary> waiting(KeysetPageRequest keysetPageRequest) {
        return plain(LONGEST_WAITING.read(jdbc, keysetPageRequest, " and p.status = 'SUBMITTED'", List.of()));
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
        jdbc.sql("select category_id, parent_id, name from read.catalog_category order by name")
                .query()
                .listOfRows()
                .forEach(
                        row -> below.computeIfAbsent(Objects.toString(row.get("parent_id"), ""), _ -> new ArrayList<>())
                                .add(row));
        return children("", below);
    }

    /// The version of the whole category tree, for the ETag.
    String treeVersion() {
        return jdbc.sql("select position, stream_version from read.catalog_tree")
                .query((row, _) -> version(row))
                .optional()
                .orElse("0");
    }

    List<BrandView> brands() {
        return jdbc.sql("select brand_id, name from read.catalog_brand order by lower(name), brand_id")
                .query(BrandView.class)
                .list();
    }

    Optional<BrandRow> brand(BrandId id) {
        return jdbc.sql("select * from read.catalog_brand where brand_id = ?")
                .param(id.value())
                .query((row, _) ->
                        new BrandRow(version(row), new BrandView(row.getString("brand_id"), row.getString("name"))))
                .optional();
    }

    private static String version(ResultSet row) throws SQLException {
        return ETags.version(String.valueOf(row.getLong("position")), row.getLong("stream_version"));
    }

    private static List<CategoryView> children(String parent, Map<String, List<Map<String, Object>>> below) {
        return below.getOrDefault(parent, List.of()).stream()
                .map(row -> {
                    var id = String.valueOf(row.get("category_id"));
                    return new CategoryView(
                            id, String.valueOf(row.get("name")), parent.isEmpty() ? null : parent, children(id, below));
                })
                .toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                ProductRowMapping.summary(row),
                row.getString("description"),
                List.of((String[]) row.getArray("category_path").getArray()),
                row.getString("brand_name"),
                row.getLong("newest"),
                row.getLong("stream_version"),
                ImageViews.all(row.getString("images")));
    }

    private Row row(Found found) {
        var category = category(found.path());
        var names = Objects.hash(found.brandName(), category);
        var product = found.product().opened(personalDataCipher.texts());
        return new Row(
                ETags.version(found.newest() + "." + Integer.toHexString(names), found.streamVersion()),
                new ProductView(product, found.description(), category, variants(product.productId()), found.images()));
    }

    private List<Named> category(List<String> path) {
        return jdbc.sql("""
                select category_id as id, name from read.catalog_category
                where category_id = any (?) order by cardinality(path)""")
                .param(path.toArray(String[]::new))
                .query(Named.class)
                .list();
    }

    private List<VariantView> variants(String product) {
        return jdbc.sql("select * from read.catalog_variant where product_id = ? order by sku")
                .param(product)
                .query((row, _) -> new VariantView(
                        row.getString("sku"),
                        row.getString("name"),
                        row.getString("pack_id"),
                        row.getString("tax_class"),
                        row.getBoolean("on_sale"),
                        ProductRowMapping.prices(row.getString("prices")),
                        row.getInt("available")))
                .list();
    }

    private static KeysetQuery<Numbered> keyset(String column, boolean descending) {
        return new KeysetQuery<>(
                SELECT,
                column,
                Long::valueOf,
                descending,
                (row, _) -> new Numbered(row.getLong(column.substring(2)), ProductRowMapping.summary(row)),
                Numbered::number);
    }

    private KeysetPage<ProductSummary> plain(KeysetPage<Numbered> page) {
        var texts = personalDataCipher.texts();
        return page.map(row -> row.product().opened(texts));
    }
}
