package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import tools.jackson.databind.json.JsonMapper;

/// The rows of products. Category and brand data is copied from the tables of the same projection.
final class ProductRows {

    private static final String CATEGORY_AND_BRAND = """
            coalesce((select c.path from {schema}.catalog_category c
                where c.category_id = given.category_id), '{}'),
            coalesce((select string_agg(a.words, ' ' order by cardinality(a.path))
                from {schema}.catalog_category c
                join {schema}.catalog_category a on a.category_id = any (c.path)
                where c.category_id = given.category_id), ''),
            coalesce((select b.name from {schema}.catalog_brand b
                where b.brand_id = given.brand_id), ''),
            coalesce((select b.words from {schema}.catalog_brand b
                where b.brand_id = given.brand_id), '')\
            """;
    private static final String PARAMETERS =
            " from (select cast(:category_id as text) as category_id, cast(:brand_id as text) as brand_id) given ";

    private static final String INSERT_PRODUCT =
            """
            insert into {schema}.catalog_product (product_id, vendor_id, name, name_words,
                description, description_words, status, revision, number, position, changed_at,
                category_id, brand_id, category_path, category_words, brand_name, brand_words)
            select :product_id, :vendor_id, :name, :name_words, :description, :description_words,
                'DRAFT', :revision, :position, :position, :changed_at,
                given.category_id, given.brand_id,
            """ + CATEGORY_AND_BRAND + PARAMETERS + "on conflict (product_id) do nothing";
    private static final String UPDATE_DETAILS =
            """
            update {schema}.catalog_product
            set name = :name, name_words = :name_words, description = :description,
                description_words = :description_words, revision = :revision, status = :status,
                rejection = null, position = :position, changed_at = :changed_at,
                (category_id, brand_id, category_path, category_words, brand_name, brand_words) = (
                    select given.category_id, given.brand_id,
            """ + CATEGORY_AND_BRAND + PARAMETERS + ") where product_id = :product_id and position < :position";

    private final JsonMapper json = JsonMapper.shared();
    private final ProjectionTable table;
    private final SearchWords words;

    ProductRows(ProjectionTable table, SearchWords words) {
        this.table = table;
        this.words = words;
    }

    void version(ProductEvent e, EventContext context) {
        table.update(key(e), Columns.of("stream_version", context.version()), "stream_version");
    }

    void draft(ProductDrafted e, EventContext context) {
        var values = content(e, e.content(), context).and("vendor_id", e.vendorId());
        table.write(INSERT_PRODUCT, values.and("revision", e.revision()));
    }

    void revise(ProductRevised e, EventContext context) {
        var values = content(e, e.content(), context).and("status", e.status());
        table.write(UPDATE_DETAILS, values.and("revision", e.revision()));
    }

    void status(ProductEvent e, ProductStatus status, int revision, EventContext context) {
        table.update(key(e), context, status(status).and("revision", revision));
    }

    void submit(ProductSubmitted e, EventContext context) {
        var submission = Columns.of("status", "SUBMITTED")
                .and("rejection", null)
                .and("submitted_number", context.position())
                .and("submitted_at", context.at());
        table.update(key(e), context, submission);
    }

    void reject(ProductRejected e, EventContext context) {
        table.update(key(e), context, Columns.of("status", "REJECTED").and("rejection", e.reason()));
    }

    void picture(ProductImagesChanged e, EventContext context) {
        var images = json.writeValueAsString(e.images());
        table.update(
                key(e),
                context,
                status(e.status()).and("revision", e.revision()).json("images", images));
    }

    void archive(ProductArchived e, EventContext context) {
        table.update(key(e), context, Columns.of("status", "ARCHIVED"));
    }

    private static Columns key(ProductEvent e) {
        return Columns.of("product_id", e.productId());
    }

    /// A new status, which ends a rejection.
    private static Columns status(ProductStatus status) {
        return Columns.of("status", status).and("rejection", null);
    }

    private Columns content(ProductEvent e, ProductDetails content, EventContext context) {
        return key(e).and("name", content.name())
                .and("name_words", words.ofName(content.name()))
                .and("description", content.description())
                .and("description_words", SearchWords.of(content.description()))
                .and("category_id", content.categoryId())
                .and("brand_id", content.brandId())
                .changedBy(context);
    }

    void empty() {
        table.empty();
    }
}
