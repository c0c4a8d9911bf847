package io.packhouse.catalog.projection;

import static java.util.stream.Collectors.joining;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import java.util.List;

/// The rows of categories and brands, and the copies of their names in product rows.
final class CategoryRows {

    private static final String INSERT_CATEGORY = """
            insert into {schema}.catalog_category
                (category_id, parent_id, name, words, path, position)
            values (?, ?, ?, ?, cast(? as text[]), ?)
            on conflict (category_id) do nothing
            """;
    private static final String UPDATE_NAME = """
            update {schema}.catalog_category set name = ?, words = ?, position = ?
            where category_id = ? and position < ?
            """;
    private static final String UPDATE_PATHS = """
            update {schema}.catalog_category
            set parent_id = case when category_id = moved.id then moved.parent_id
                    else catalog_category.parent_id end,
                path = moved.path || catalog_category.path[
                    array_position(catalog_category.path, moved.id) + 1 :],
                position = moved.position
            from (select cast(? as text) as id, cast(? as text) as parent_id,
                cast(? as text[]) as path, cast(? as bigint) as position) moved
            where catalog_category.path @> array[moved.id]
                and catalog_category.position < moved.position
            """;
    private static final String DELETE_CATEGORY = "delete from {schema}.catalog_category where category_id = ?";

    /// Products in or below a category, after the category's own row was changed.
    private static final String UPDATE_PRODUCTS = """
            update {schema}.catalog_product p
            set category_path = c.path,
                category_words = (
                    select string_agg(a.words, ' ' order by cardinality(a.path))
                    from {schema}.catalog_category a where a.category_id = any (c.path))
            from {schema}.catalog_category c
            where c.category_id = p.category_id and p.category_path @> array[cast(? as text)]
            """;

    private static final String UPDATE_PRODUCTS_TO_PARENT = """
            update {schema}.catalog_product p
            set category_id = parent.id, category_path = array_remove(p.category_path, gone.id),
                category_words = coalesce((
                    select string_agg(a.words, ' ' order by cardinality(a.path))
                    from {schema}.catalog_category a
                    where a.category_id = any (array_remove(p.category_path, gone.id))), '')
            from (select cast(? as text) as id) parent, (select cast(? as text) as id) gone
            where p.category_id = gone.id
            """;
    private static final String UPSERT_BRAND = """
            insert into {schema}.catalog_brand as b
                (brand_id, name, words, position, stream_version)
            select ?, ?, ?, ?, ?
            on conflict (brand_id) do update set name = excluded.name, words = excluded.words,
                position = excluded.position, stream_version = excluded.stream_version
            where b.position < excluded.position
            """;
    private static final String UPSERT_TREE_VERSION = """
            insert into {schema}.catalog_tree as t (tree_id, position, stream_version)
            select ?, ?, ?
            on conflict (tree_id) do update set position = excluded.position,
                stream_version = excluded.stream_version
            where t.position < excluded.position
            """;
    private static final String UPDATE_BRAND_PRODUCTS = """
            update {schema}.catalog_product p set brand_name = b.name, brand_words = b.words
            from {schema}.catalog_brand b
            where b.brand_id = ? and p.brand_id = b.brand_id and p.brand_name <> b.name
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
        table.write(
                INSERT_CATEGORY,
                e.categoryId(),
                e.parentId(),
                e.name(),
                words.ofName(e.name()),
                array(e.path()),
                context.position());
    }

    void rename(CategoryRenamed e, EventContext context) {
        table.write(
                UPDATE_NAME, e.name(), words.ofName(e.name()), context.position(), e.categoryId(), context.position());
        table.write(UPDATE_PRODUCTS, e.categoryId());
    }

    void move(CategoryMoved e, EventContext context) {
        table.write(UPDATE_PATHS, e.categoryId(), e.to(), array(e.path()), context.position());
        table.write(UPDATE_PRODUCTS, e.categoryId());
    }

    void remove(CategoryRemoved e) {
        table.write(UPDATE_PRODUCTS_TO_PARENT, e.parentId(), e.categoryId());
        table.write(DELETE_CATEGORY, e.categoryId());
    }

    void brand(BrandId id, String name, EventContext context) {
        table.write(UPSERT_BRAND, id, name, words.ofName(name), context.position(), context.version());
        table.write(UPDATE_BRAND_PRODUCTS, id);
    }

    /// All categories are one stream and share its version.
    void version(CategoryEvent e, EventContext context) {
        table.write(UPSERT_TREE_VERSION, e.treeId(), context.position(), context.version());
    }

    void empty() {
        categories.empty();
        tree.empty();
        brands.empty();
    }

    private static String array(List<CategoryId> path) {
        return path.stream().map(CategoryId::value).collect(joining(",", "{", "}"));
    }
}
