package io.packhouse.catalog.http;

import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.category.CategoryTreeId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Maintenance of the category tree by staff.
@RestController
@RequestMapping("/api/v1/categories")
class CategoryEndpoint {

    private static final String WRITE = "catalog:write";

    private final CommandDispatcher dispatcher;

    /// Without `parentId` the category is at the top level.
    record CategoryPlace(
            @NotNull @ValidName(max = 80) String name,
            @Nullable CategoryId parentId) {

        CategoryPlace {
            name = Name.normalize(name);
        }
    }

    CategoryEndpoint(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> add(@Valid @RequestBody CategoryPlace body, Caller caller) {
        var id = caller.newId("cat", CategoryId::new);
        var added = dispatcher.send(new AddCategory(CategoryTreeId.MAIN, id, body.parentId(), body.name()), caller);
        return CommandDispatcher.created(added.as(id), URI.create("/api/v1/categories/" + id));
    }

    /// Renames the category and moves it, with its subtree, below that parent. 409 CATEGORY_CYCLE
    /// when the parent is in the category's own subtree.
    @PutMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> revise(
            @PathVariable CategoryId id, @Valid @RequestBody CategoryPlace body, Caller caller) {
        var revised =
                dispatcher.send(new ReviseCategory(CategoryTreeId.MAIN, id, body.parentId(), body.name()), caller);
        return CommandDispatcher.ok(revised.as(id));
    }

    /// Removes a category without subcategories; its products then count as its parent's. 409
    /// CATEGORY_NOT_EMPTY when it has subcategories.
    @DeleteMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> remove(@PathVariable CategoryId id, Caller caller) {
        return CommandDispatcher.ok(dispatcher
                .send(new RemoveCategory(CategoryTreeId.MAIN, id), caller)
                .as(id));
    }
}
