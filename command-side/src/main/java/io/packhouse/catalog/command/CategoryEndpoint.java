package io.packhouse.catalog.command;

import io.packhouse.catalog.api.CategoryCommand.AddCategory;
import io.packhouse.catalog.api.CategoryCommand.RemoveCategory;
import io.packhouse.catalog.api.CategoryCommand.ReviseCategory;
import io.packhouse.catalog.api.CategoryId;
import io.packhouse.catalog.api.CategoryTreeId;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.door.Requires;
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

/// The category tree as the shop's staff grow it.
@RestController
@RequestMapping("/api/v1/categories")
class CategoryEndpoint {

    private static final String WRITE = "catalog:write";

    private final Doors doors;

    /// Without a parent it stands at the top.
    record CategoryPlace(
            @NotNull @ValidName(max = 80) String name, @Nullable CategoryId parentId) {

        CategoryPlace {
            name = Name.normalize(name);
        }
    }

    CategoryEndpoint(Doors doors) {
        this.doors = doors;
    }

    @PostMapping
    @Keyed
    @Requires(WRITE)
    ResponseEntity<Recorded> add(@Valid @RequestBody CategoryPlace body, Caller caller) {
        var id = caller.newId("cat", CategoryId::new);
        var added =
                doors.send(
                        new AddCategory(
                                CategoryTreeId.MAIN, id, body.parentId(), body.name()),
                        caller);
        return Doors.created(added.as(id), URI.create("/api/v1/categories/" + id));
    }

    /// Names it so and moves it, with everything below it, under that parent. 409 WOULD_CIRCLE when
    /// the parent stands below it.
    @PutMapping("/{id}")
    @Requires(WRITE)
    ResponseEntity<Recorded> revise(
            @PathVariable CategoryId id, @Valid @RequestBody CategoryPlace body, Caller caller) {
        var revised =
                doors.send(
                        new ReviseCategory(
                                CategoryTreeId.MAIN, id, body.parentId(), body.name()),
                        caller);
        return Doors.ok(revised.as(id));
    }

    /// Takes an empty branch away; products in it count as its parent's. 409 HAS_CHILDREN
    /// otherwise.
    @DeleteMapping("/{id}")
    @Requires(WRITE)
    ResponseEntity<Recorded> remove(@PathVariable CategoryId id, Caller caller) {
        return Doors.ok(doors.send(new RemoveCategory(CategoryTreeId.MAIN, id), caller).as(id));
    }
}
