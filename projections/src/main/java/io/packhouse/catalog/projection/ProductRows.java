package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.catalog.api.product.ProductStatus;
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
            " from (select cast(? as text) as category_id, cast(? as text) as brand_id) given ";

    private static final String INSERT_PRODUCT =
            """
            insert into {schema}.catalog_product (product_id, vendor_id, name, name_words,
                description, description_words, status, revision, number, position, changed_at,
                category_id, brand_id, category_path, category_words, brand_name, brand_words)
            select ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?, ?, ?, given.category_id, given.brand_id,
            """ + CATEGORY_AND_BRAND + PARAMETERS + "on conflict (product_id) do nothing";
    private static final String UPDATE_DETAILS =
            """
            update {schema}.catalog_product
            set name = ?, name_words = ?, description = ?, description_words = ?, revision = ?,
                status = ?, rejection = null, position = ?, changed_at = ?,
                (category_id, brand_id, category_path, category_words, brand_name, brand_words) = (
                    select given.category_id, given.brand_id,
            """ + CATEGORY_AND_BRAND + PARAMETERS + ") where product_id = ? and position < ?";
    private static final String UPDATE_VERSION = """
            update {schema}.catalog_product set stream_version = ?
            where product_id = ? and stream_version < ?
            """;
    private static final String UPDATE_STATUS = """
            update {schema}.catalog_product
            set status = ?, revision = ?, rejection = null, position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String UPDATE_SUBMISSION = """
            update {schema}.catalog_product
            set status = 'SUBMITTED', rejection = null, submitted_number = ?, submitted_at = ?,
                position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String UPDATE_REJECTION = """
            update {schema}.catalog_product
            set status = 'REJECTED', rejection = ?, position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String UPDATE_IMAGES = """
            update {schema}.catalog_product
            set images = cast(? as jsonb), status = ?, revision = ?, rejection = null, position = ?,
                changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String UPDATE_ARCHIVED = """
            update {schema}.catalog_product set status = 'ARCHIVED', position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;

    private final JsonMapper json = JsonMapper.shared();
    private final ProjectionTable table;
    private final SearchWords words;

    ProductRows(ProjectionTable table, SearchWords words) {
        this.table = table;
        this.words = words;
    }

    void version(ProductEvent e, EventContext context) {
        table.write(UPDATE_VERSION, context.version(), e.productId(), context.version());
    }

    void draft(ProductDrafted e, EventContext context) {
        var content = e.content();
        table.write(
                INSERT_PRODUCT,
                e.productId(),
                e.vendorId(),
                content.name(),
                words.ofName(content.name()),
                content.description(),
                SearchWords.of(content.description()),
                e.revision(),
                context.position(),
                context.position(),
                context.at(),
                content.categoryId(),
                content.brandId());
    }

    void revise(ProductRevised e, EventContext context) {
        var content = e.content();
        table.write(
                UPDATE_DETAILS,
                content.name(),
                words.ofName(content.name()),
                content.description(),
                SearchWords.of(content.description()),
                e.revision(),
                e.status(),
                context.position(),
                context.at(),
                content.categoryId(),
                content.brandId(),
                e.productId(),
                context.position());
    }

    void status(ProductEvent e, ProductStatus status, int revision, EventContext context) {
        table.write(
                UPDATE_STATUS, status, revision, context.position(), context.at(), e.productId(), context.position());
    }

    void submit(ProductSubmitted e, EventContext context) {
        table.write(
                UPDATE_SUBMISSION,
                context.position(),
                context.at(),
                context.position(),
                context.at(),
                e.productId(),
                context.position());
    }

    void reject(ProductRejected e, EventContext context) {
        table.write(UPDATE_REJECTION, e.reason(), context.position(), context.at(), e.productId(), context.position());
    }

    void picture(ProductImagesChanged e, EventContext context) {
        table.write(
                UPDATE_IMAGES,
                json.writeValueAsString(e.images()),
                e.status(),
                e.revision(),
                context.position(),
                context.at(),
                e.productId(),
                context.position());
    }

    void archive(ProductArchived e, EventContext context) {
        table.write(UPDATE_ARCHIVED, context.position(), context.at(), e.productId(), context.position());
    }

    void empty() {
        table.empty();
    }
}
