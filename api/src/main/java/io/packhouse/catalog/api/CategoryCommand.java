package io.packhouse.catalog.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// What may be asked of the category tree. A category without a parent stands at the top.
public sealed interface CategoryCommand {

    record AddCategory(
            @TargetAggregateIdentifier CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name)
            implements CategoryCommand {}

    /// Names it so and puts it, with everything below it, under that parent.
    record ReviseCategory(
            @TargetAggregateIdentifier CategoryTreeId treeId,
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String name)
            implements CategoryCommand {}

    /// Takes an empty branch away; products in it count as its parent's.
    record RemoveCategory(@TargetAggregateIdentifier CategoryTreeId treeId, CategoryId categoryId)
            implements CategoryCommand {}

    /// Is there such a category? Answers nothing and records nothing; refused when there is none.
    record VerifyCategoryExists(
            @TargetAggregateIdentifier CategoryTreeId treeId, CategoryId categoryId)
            implements CategoryCommand {}
}
