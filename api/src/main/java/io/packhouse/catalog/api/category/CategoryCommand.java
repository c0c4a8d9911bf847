package io.packhouse.catalog.api.category;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Commands of the category tree. A category without a parent is at the top level.
public sealed interface CategoryCommand {

    record AddCategory(
            @TargetAggregateIdentifier CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name)
            implements CategoryCommand {}

    /// Renames a category and moves it, with its subtree, to another parent.
    record ReviseCategory(
            @TargetAggregateIdentifier CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name)
            implements CategoryCommand {}

    /// Removes a category without subcategories; its products count as its parent's.
    record RemoveCategory(@TargetAggregateIdentifier CategoryTreeId treeId, CategoryId categoryId)
            implements CategoryCommand {}

    /// Checks that the category exists; rejected with UNKNOWN_CATEGORY when it does not. Returns
    /// nothing and records no event.
    record VerifyCategoryExists(@TargetAggregateIdentifier CategoryTreeId treeId, CategoryId categoryId)
            implements CategoryCommand {}
}
