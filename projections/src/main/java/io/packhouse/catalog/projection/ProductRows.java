package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductEvent.ProductArchived;
import io.packhouse.catalog.api.ProductEvent.ProductDrafted;
import io.packhouse.catalog.api.ProductEvent.ProductImagesChanged;
import io.packhouse.catalog.api.ProductEvent.ProductRejected;
import io.packhouse.catalog.api.ProductEvent.ProductRevised;
import io.packhouse.catalog.api.ProductEvent.ProductSubmitted;
import io.packhouse.catalog.api.ProductStatus;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import tools.jackson.databind.json.JsonMapper;

/// The rows of products. What they show of their category and brand is looked up in the tables that
/// the same projection keeps.
final class ProductRows {

    private static final String LOOKED_UP =
            """
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
    private static final String GIVEN =
            " from (select cast(? as text) as category_id, cast(? as text) as brand_id) given ";

    private static final String DRAFT =
            """
            insert into {schema}.catalog_product (product_id, vendor_id, name, name_words,
                description, description_words, status, revision, number, position, changed_at,
                category_id, brand_id, category_path, category_words, brand_name, brand_words)
            select ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?, ?, ?, given.category_id, given.brand_id,
            """
                    + LOOKED_UP
                    + GIVEN
                    + "on conflict (product_id) do nothing";
    private static final String REVISE =
            """
            update {schema}.catalog_product
            set name = ?, name_words = ?, description = ?, description_words = ?, revision = ?,
                status = ?, rejection = null, position = ?, changed_at = ?,
                (category_id, brand_id, category_path, category_words, brand_name, brand_words) = (
                    select given.category_id, given.brand_id,
            """
                    + LOOKED_UP
                    + GIVEN
                    + ") where product_id = ? and position < ?";
    private static final String VERSION =
            """
            update {schema}.catalog_product set stream_version = ?
            where product_id = ? and stream_version < ?
            """;
    private static final String STATUS =
            """
            update {schema}.catalog_product
            set status = ?, revision = ?, rejection = null, position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String SUBMIT =
            """
            update {schema}.catalog_product
            set status = 'SUBMITTED', rejection = null, submitted_number = ?, submitted_at = ?,
                position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String REJECT =
            """
            update {schema}.catalog_product
            set status = 'REJECTED', rejection = ?, position = ?, changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String PICTURE =
            """
            update {schema}.catalog_product
            set images = cast(? as jsonb), status = ?, revision = ?, rejection = null, position = ?,
                changed_at = ?
            where product_id = ? and position < ?
            """;
    private static final String ARCHIVE =
            """
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

    void version(ProductEvent e, EventContext when) {
        table.write(VERSION, when.version(), e.productId(), when.version());
    }

    void draft(ProductDrafted e, EventContext when) {
        var content = e.content();
        table.write(
                DRAFT,
                e.productId(),
                e.vendorId(),
                content.name(),
                words.ofName(content.name()),
                content.description(),
                SearchWords.of(content.description()),
                e.revision(),
                when.position(),
                when.position(),
                when.at(),
                content.categoryId(),
                content.brandId());
    }

    void revise(ProductRevised e, EventContext when) {
        var content = e.content();
        table.write(
                REVISE,
                content.name(),
                words.ofName(content.name()),
                content.description(),
                SearchWords.of(content.description()),
                e.revision(),
                e.status(),
                when.position(),
                when.at(),
                content.categoryId(),
                content.brandId(),
                e.productId(),
                when.position());
    }

    void status(ProductEvent e, ProductStatus status, int revision, EventContext when) {
        table.write(
                STATUS,
                status,
                revision,
                when.position(),
                when.at(),
                e.productId(),
                when.position());
    }

    void submit(ProductSubmitted e, EventContext when) {
        table.write(
                SUBMIT,
                when.position(),
                when.at(),
                when.position(),
                when.at(),
                e.productId(),
                when.position());
    }

    void reject(ProductRejected e, EventContext when) {
        table.write(REJECT, e.reason(), when.position(), when.at(), e.productId(), when.position());
    }

    void picture(ProductImagesChanged e, EventContext when) {
        table.write(
                PICTURE,
                json.writeValueAsString(e.images()),
                e.status(),
                e.revision(),
                when.position(),
                when.at(),
                e.productId(),
                when.position());
    }

    void archive(ProductArchived e, EventContext when) {
        table.write(ARCHIVE, when.position(), when.at(), e.productId(), when.position());
    }

    void empty() {
        table.empty();
    }
}
