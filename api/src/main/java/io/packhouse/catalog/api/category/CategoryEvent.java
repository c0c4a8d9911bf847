package io.packhouse.catalog.api.category;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the category tree. Names and shapes are permanent. `path` lists the categories from
/// the top level down to the category itself.
public sealed interface CategoryEvent {

    CategoryTreeId treeId();

    CategoryId categoryId();

    /// A category was added.
    @Revision("1")
    record CategoryAdded(
            CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name,
            List<CategoryId> path)
            implements CategoryEvent {}

    /// The category was renamed.
    @Revision("1")
    record CategoryRenamed(CategoryTreeId treeId, CategoryId categoryId, String name) implements CategoryEvent {}

    /// The category and its subtree were moved to another parent.
    @Revision("1")
    record CategoryMoved(
            CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId from,
            @Nullable CategoryId to,
            List<CategoryId> path)
            implements CategoryEvent {}

    /// The category was removed; its products count as its parent's.
    @Revision("1")
    record CategoryRemoved(
            CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId) implements CategoryEvent {}
}
