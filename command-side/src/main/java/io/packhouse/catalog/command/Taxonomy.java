package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.CATEGORY_EXISTS;
import static io.packhouse.catalog.api.CatalogueRefusal.HAS_CHILDREN;
import static io.packhouse.catalog.api.CatalogueRefusal.NAME_TAKEN;
import static io.packhouse.catalog.api.CatalogueRefusal.TOO_DEEP;
import static io.packhouse.catalog.api.CatalogueRefusal.UNKNOWN_CATEGORY;
import static io.packhouse.catalog.api.CatalogueRefusal.WOULD_CIRCLE;

import io.packhouse.catalog.api.CategoryCommand.AddCategory;
import io.packhouse.catalog.api.CategoryCommand.FindCategory;
import io.packhouse.catalog.api.CategoryCommand.RemoveCategory;
import io.packhouse.catalog.api.CategoryCommand.ReviseCategory;
import io.packhouse.catalog.api.CategoryEvent;
import io.packhouse.catalog.api.CategoryEvent.CategoryAdded;
import io.packhouse.catalog.api.CategoryEvent.CategoryMoved;
import io.packhouse.catalog.api.CategoryEvent.CategoryRemoved;
import io.packhouse.catalog.api.CategoryEvent.CategoryRenamed;
import io.packhouse.catalog.api.CategoryId;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the category tree knows and decides. Pure: commands in, events out, events in.
final class Taxonomy {

    static final int DEEPEST = 8;

    private record Category(@Nullable CategoryId parent, String name) {}

    private final Map<CategoryId, Category> categories = new LinkedHashMap<>();
    private final Set<CategoryId> removed = new HashSet<>();

    List<CategoryEvent> decide(AddCategory ask) {
        var wanted = new Category(ask.parentId(), ask.name());
        if (wanted.equals(categories.get(ask.categoryId()))) {
            return List.of();
        }
        if (categories.containsKey(ask.categoryId()) || removed.contains(ask.categoryId())) {
            throw new Refused(CATEGORY_EXISTS, Map.of("categoryId", ask.categoryId().value()));
        }
        var path = under(ask.parentId(), ask.categoryId());
        mustFit(path.size());
        mustBeFree(ask.categoryId(), ask.parentId(), ask.name());
        return List.of(
                new CategoryAdded(
                        ask.treeId(), ask.categoryId(), ask.parentId(), ask.name(), path));
    }

    List<CategoryEvent> decide(ReviseCategory ask) {
        var id = ask.categoryId();
        var now = known(id);
        var events = new ArrayList<CategoryEvent>();
        mustBeFree(id, ask.parentId(), ask.name());
        if (!ask.name().equals(now.name())) {
            events.add(new CategoryRenamed(ask.treeId(), id, ask.name()));
        }
        if (!Objects.equals(ask.parentId(), now.parent())) {
            var path = under(ask.parentId(), id);
            if (path.indexOf(id) < path.size() - 1) {
                throw new Refused(WOULD_CIRCLE, Map.of("categoryId", id.value()));
            }
            mustFit(path.size() + height(id));
            events.add(new CategoryMoved(ask.treeId(), id, now.parent(), ask.parentId(), path));
        }
        return events;
    }

    List<CategoryEvent> decide(RemoveCategory ask) {
        if (removed.contains(ask.categoryId())) {
            return List.of();
        }
        var parent = known(ask.categoryId()).parent();
        if (categories.values().stream().anyMatch(c -> ask.categoryId().equals(c.parent()))) {
            throw new Refused(HAS_CHILDREN, Map.of("categoryId", ask.categoryId().value()));
        }
        return List.of(new CategoryRemoved(ask.treeId(), ask.categoryId(), parent));
    }

    void answer(FindCategory ask) {
        known(ask.categoryId());
    }

    void evolve(CategoryEvent event) {
        switch (event) {
            case CategoryAdded e ->
                    categories.put(e.categoryId(), new Category(e.parentId(), e.name()));
            case CategoryRenamed e ->
                    categories.computeIfPresent(
                            e.categoryId(), (_, c) -> new Category(c.parent(), e.name()));
            case CategoryMoved e ->
                    categories.computeIfPresent(
                            e.categoryId(), (_, c) -> new Category(e.to(), c.name()));
            case CategoryRemoved e -> {
                categories.remove(e.categoryId());
                removed.add(e.categoryId());
            }
        }
    }

    Set<CategoryId> all() {
        return Set.copyOf(categories.keySet());
    }

    /// From the top down to the category itself.
    List<CategoryId> path(CategoryId id) {
        return under(known(id).parent(), id);
    }

    /// Where it would stand under that parent. The tree as it is has no circle, so this ends.
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
            throw new Refused(UNKNOWN_CATEGORY, Map.of("categoryId", id.value()));
        }
        return category;
    }

    private void mustBeFree(CategoryId id, @Nullable CategoryId parent, String name) {
        var taken =
                categories.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(id))
                        .map(Map.Entry::getValue)
                        .filter(category -> Objects.equals(category.parent(), parent))
                        .anyMatch(category -> Name.areAlike(category.name(), name));
        if (taken) {
            throw new Refused(NAME_TAKEN, Map.of("name", name));
        }
    }

    private static void mustFit(int depth) {
        if (depth > DEEPEST) {
            throw new Refused(TOO_DEEP, Map.of("deepest", DEEPEST));
        }
    }
}
