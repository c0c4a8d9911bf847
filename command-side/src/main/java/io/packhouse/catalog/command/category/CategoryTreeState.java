package io.packhouse.catalog.command.category;

import static io.packhouse.catalog.api.CatalogRefusal.CATEGORY_CYCLE;
import static io.packhouse.catalog.api.CatalogRefusal.CATEGORY_EXISTS;
import static io.packhouse.catalog.api.CatalogRefusal.CATEGORY_NOT_EMPTY;
import static io.packhouse.catalog.api.CatalogRefusal.CATEGORY_TOO_DEEP;
import static io.packhouse.catalog.api.CatalogRefusal.NAME_TAKEN;
import static io.packhouse.catalog.api.CatalogRefusal.UNKNOWN_CATEGORY;

import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State and decisions of the category tree. Pure: commands in, events out.
final class CategoryTreeState {

    static final int DEEPEST = 8;

    private record Category(@Nullable CategoryId parent, String name) {}

    private final Map<CategoryId, Category> categories = new LinkedHashMap<>();
    private final Set<CategoryId> removed = new HashSet<>();

    List<CategoryEvent> decide(AddCategory command) {
        var wanted = new Category(command.parentId(), command.name());
        if (wanted.equals(categories.get(command.categoryId()))) {
            return List.of();
        }
        if (categories.containsKey(command.categoryId()) || removed.contains(command.categoryId())) {
            throw new CommandRejectedException(
                    CATEGORY_EXISTS, Map.of("categoryId", command.categoryId().value()));
        }
        var path = under(command.parentId(), command.categoryId());
        requireMaxDepth(path.size());
        requireNameAvailable(command.categoryId(), command.parentId(), command.name());
        return List.of(
                new CategoryAdded(command.treeId(), command.categoryId(), command.parentId(), command.name(), path));
    }

    List<CategoryEvent> decide(ReviseCategory command) {
        var id = command.categoryId();
        var now = known(id);
        var events = new ArrayList<CategoryEvent>();
        requireNameAvailable(id, command.parentId(), command.name());
        if (!command.name().equals(now.name())) {
            events.add(new CategoryRenamed(command.treeId(), id, command.name()));
        }
        if (!Objects.equals(command.parentId(), now.parent())) {
            var path = under(command.parentId(), id);
            if (path.indexOf(id) < path.size() - 1) {
                throw new CommandRejectedException(CATEGORY_CYCLE, Map.of("categoryId", id.value()));
            }
            requireMaxDepth(path.size() + height(id));
            events.add(new CategoryMoved(command.treeId(), id, now.parent(), command.parentId(), path));
        }
        return events;
    }

    List<CategoryEvent> decide(RemoveCategory command) {
        if (removed.contains(command.categoryId())) {
            return List.of();
        }
        var parent = known(command.categoryId()).parent();
        if (categories.values().stream().anyMatch(c -> command.categoryId().equals(c.parent()))) {
            throw new CommandRejectedException(
                    CATEGORY_NOT_EMPTY,
                    Map.of("categoryId", command.categoryId().value()));
        }
        return List.of(new CategoryRemoved(command.treeId(), command.categoryId(), parent));
    }

    void answer(VerifyCategoryExists command) {
        known(command.categoryId());
    }

    void evolve(CategoryEvent event) {
        switch (event) {
            case CategoryAdded e -> categories.put(e.categoryId(), new Category(e.parentId(), e.name()));
            case CategoryRenamed e ->
                categories.computeIfPresent(e.categoryId(), (_, c) -> new Category(c.parent(), e.name()));
            case CategoryMoved e ->
                categories.computeIfPresent(e.categoryId(), (_, c) -> new Category(e.to(), c.name()));
            case CategoryRemoved e -> {
                categories.remove(e.categoryId());
                removed.add(e.categoryId());
            }
        }
    }

    Set<CategoryId> all() {
        return Set.copyOf(categories.keySet());
    }

    List<CategoryId> path(CategoryId id) {
        return under(known(id).parent(), id);
    }

    /// The path of the category below that parent. Terminates because the tree has no cycle.
    private List<CategoryId> under(@Nullable CategoryId parent, CategoryId id) {
        var path = new ArrayList<CategoryId>(List.of(id));
        for (var above = parent; above != null; above = known(above).parent()) {
            path.addFirst(above);
        }
        return path;
    }

    private int height(CategoryId id) {
        return categories.keySet().stream()
                .map(this::path)
                .filter(path -> path.contains(id))
                .mapToInt(path -> path.size() - 1 - path.indexOf(id))
                .max()
                .orElse(0);
    }

    private Category known(CategoryId id) {
        var category = categories.get(id);
        if (category == null) {
            throw new CommandRejectedException(UNKNOWN_CATEGORY, Map.of("categoryId", id.value()));
        }
        return category;
    }

    private void requireNameAvailable(CategoryId id, @Nullable CategoryId parent, String name) {
        var taken = categories.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(id))
                .map(Map.Entry::getValue)
                .filter(category -> Objects.equals(category.parent(), parent))
                .anyMatch(category -> Name.areAlike(category.name(), name));
        if (taken) {
            throw new CommandRejectedException(NAME_TAKEN, Map.of("name", name));
        }
    }

    private static void requireMaxDepth(int depth) {
        if (depth > DEEPEST) {
            throw new CommandRejectedException(CATEGORY_TOO_DEEP, Map.of("deepest", DEEPEST));
        }
    }
}
