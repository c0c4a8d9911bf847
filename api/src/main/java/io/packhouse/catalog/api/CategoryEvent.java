package io.packhouse.catalog.api;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to the category tree. Names and shapes are permanent. `path`
/// leads from the top down to the category itself.
public sealed interface CategoryEvent {

    CategoryTreeId treeId();

    CategoryId categoryId();

    /// There is one more category.
    @Revision("1")
    record CategoryAdded(
            CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name,
            List<CategoryId> path)
            implements CategoryEvent {}

    /// It is called otherwise.
    @Revision("1")
    record CategoryRenamed(CategoryTreeId treeId, CategoryId categoryId, String name)
            implements CategoryEvent {}

    /// It stands elsewhere, and everything below it with it.
    @Revision("1")
    record CategoryMoved(
            CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId from,
            @Nullable CategoryId to,
            List<CategoryId> path)
            implements CategoryEvent {}

    /// It is gone; products in it count as its parent's.
    @Revision("1")
    record CategoryRemoved(
            CategoryTreeId treeId, CategoryId categoryId, @Nullable CategoryId parentId)
            implements CategoryEvent {}
}
