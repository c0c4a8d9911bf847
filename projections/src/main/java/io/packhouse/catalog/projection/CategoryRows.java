package io.packhouse.catalog.projection;

import static java.util.stream.Collectors.joining;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import java.util.List;

/// The rows of categories and brands, and the copies of their names in product rows.
final class CategoryRows {

    private static final String UPDATE_PATHS = """
            update {schema}.catalog_category
            set parent_id = case when category_id = moved.id then moved.parent_id
                    else catalog_category.parent_id end,
                path = moved.path || catalog_category.path[
                    array_position(catalog_category.path, moved.id) + 1 :],
                position = moved.position
            from (select cast(:category_id as text) as id, cast(:parent_id as text) as parent_id,
                cast(:path as text[]) as path, cast(:position as bigint) as position) moved
            where catalog_category.path @> array[moved.id]
                and catalog_category.position < moved.position
            """;
    private static final String DELETE_CATEGORY =
            "delete from {schema}.catalog_category where category_id = :category_id";

    /// Products in or below a category, after the category's own row was changed.
    private static final String UPDATE_PRODUCTS = """
            update {schema}.catalog_product p
            set category_path = c.path,
                category_words = (
                    select string_agg(a.words, ' ' order by cardinality(a.path))
                    from {schema}.catalog_category a where a.category_id = any (c.path))
            from {schema}.catalog_category c
            where c.category_id = p.category_id and p.category_path @> array[cast(:category_id as text)]
            """;

    private static final String UPDATE_PRODUCTS_TO_PARENT = """
            update {schema}.catalog_product p
            set category_id = parent.id, category_path = array_remove(p.category_path, gone.id),
                category_words = coalesce((
                    select string_agg(a.words, ' ' order by cardinality(a.path))
                    from {schema}.catalog_category a
                    where a.category_id = any (array_remove(p.category_path, gone.id))), '')
            from (select cast(:parent_id as text) as id) parent,
                (select cast(:category_id as text) as id) gone
            where p.category_id = gone.id
            """;
    private static final String UPDATE_BRAND_PRODUCTS = """
            update {schema}.catalog_product p set brand_name = b.name, brand_words = b.words
            from {schema}.catalog_brand b
            where b.brand_id = :brand_id and p.brand_id = b.brand_id and p.brand_name <> b.name
            """;

    private final ProjectionTable table;
    private final ProjectionTable categories;
    private final ProjectionTable tree;
    private final ProjectionTable brands;
    private final SearchWords words;

    CategoryRows(
            ProjectionTable table,
            ProjectionTable categories,
            ProjectionTable tree,
            ProjectionTable brands,
            SearchWords words) {
        this.table = table;
        this.categories = categories;
        this.tree = tree;
        this.brands = brands;
        this.words = words;
    }

    void add(CategoryAdded e, EventContext context) {
        categories.insert(
                category(e.categoryId())
                        .and("parent_id", e.parentId())
                        .and("name", e.name())
                        .and("words", words.ofName(e.name()))
                        .cast("path", array(e.path()), "text[]")
                        .and("position", context.position()),
                "category_id");
    }

    void rename(CategoryRenamed e, EventContext context) {
        categories.update(
                category(e.categoryId()),
                Columns.of("name", e.name())
                        .and("words", words.ofName(e.name()))
                        .and("position", context.position()),
                "position");
        table.write(UPDATE_PRODUCTS, category(e.categoryId()));
    }

    void move(CategoryMoved e, EventContext context) {
        table.write(
                UPDATE_PATHS,
                category(e.categoryId())
                        .and("parent_id", e.to())
                        .and("path", array(e.path()))
                        .and("position", context.position()));
        table.write(UPDATE_PRODUCTS, category(e.categoryId()));
    }

    void remove(CategoryRemoved e) {
        table.write(UPDATE_PRODUCTS_TO_PARENT, category(e.categoryId()).and("parent_id", e.parentId()));
        table.write(DELETE_CATEGORY, category(e.categoryId()));
    }

    void brand(BrandId id, String name, EventContext context) {
        brands.upsert(
                Columns.of("brand_id", id),
                Columns.of("name", name)
                        .and("words", words.ofName(name))
                        .and("position", context.position())
                        .and("stream_version", context.version()),
                "position");
        table.write(UPDATE_BRAND_PRODUCTS, Columns.of("brand_id", id));
    }

    /// All categories are one stream and share its version.
    void version(CategoryEvent e, EventContext context) {
        tree.upsert(
                Columns.of("tree_id", e.treeId()),
                Columns.of("position", context.position()).and("stream_version", context.version()),
                "position");
    }

    void empty() {
        categories.empty();
        tree.empty();
        brands.empty();
    }

    private static Columns category(CategoryId id) {
        return Columns.of("category_id", id);
    }

    private static String array(List<CategoryId> path) {
        return path.stream().map(CategoryId::value).collect(joining(",", "{", "}"));
    }
}
