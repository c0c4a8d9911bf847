package io.packhouse.catalog.command.category;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.category.CategoryCommand;
import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.category.CategoryTreeId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.TypeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands in any order, repeated: the tree stays a tree within its maximum depth, siblings
/// have different names, and the paths in the events match the parents in the events. The expected
/// tree is rebuilt from the events alone; a failing seed is printed.
class CategoryTreeLawsTest {

    static final CategoryTreeId TREE = CategoryTreeId.MAIN;

    record Book(@Nullable CategoryId parent, String name) {}

    final Map<CategoryId, Book> book = new HashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void itStaysATree(long seed) {
        var random = new Random(seed);
        var tree = new CategoryTreeState();
        for (var step = 0; step < 120; step++) {
            var command = anything(random);
            for (var event : decide(tree, command)) {
                tree.evolve(event);
                note(event);
            }
            assertThat(tree.all()).as("after %s, seed %s", command, seed).isEqualTo(book.keySet());
            book.keySet().forEach(id -> isWellPlaced(tree, id, seed));
            assertThat(book.values()).as("names, seed %s", seed).doesNotHaveDuplicates();
            assertThat(decide(tree, command))
                    .as("%s again, seed %s", command, seed)
                    .isEmpty();
        }
    }

    private void isWellPlaced(CategoryTreeState tree, CategoryId id, long seed) {
        var seen = new HashSet<CategoryId>();
        for (@Nullable CategoryId at = id; at != null; at = book.get(at).parent()) {
            assertThat(seen.add(at)).as("a circle at %s, seed %s", at, seed).isTrue();
            assertThat(book).as("a lost parent, seed %s", seed).containsKey(at);
        }
        assertThat(seen).as("depth, seed %s", seed).hasSizeLessThanOrEqualTo(CategoryTreeState.DEEPEST);
        assertThat(new HashSet<>(tree.path(id))).isEqualTo(seen);
    }

    private void note(CategoryEvent event) {
        switch (event) {
            case CategoryAdded e -> {
                book.put(e.categoryId(), new Book(e.parentId(), e.name()));
                assertThat(e.path()).isEqualTo(path(e.categoryId()));
            }
            case CategoryRenamed e -> book.computeIfPresent(e.categoryId(), (_, b) -> new Book(b.parent(), e.name()));
            case CategoryMoved e -> {
                assertThat(e.from()).isEqualTo(book.get(e.categoryId()).parent());
                book.computeIfPresent(e.categoryId(), (_, b) -> new Book(e.to(), b.name()));
                assertThat(e.path()).isEqualTo(path(e.categoryId()));
            }
            case CategoryRemoved e -> book.remove(e.categoryId());
        }
    }

    private List<CategoryId> path(CategoryId id) {
        var path = new java.util.ArrayList<CategoryId>();
        for (@Nullable CategoryId at = id;
                at != null && path.size() < 50;
                at = book.get(at).parent()) {
            path.addFirst(at);
        }
        return path;
    }

    private static CategoryCommand anything(Random random) {
        var id = category(random.nextInt(14));
        var parent = random.nextInt(5) == 0 ? null : category(random.nextInt(14));
        var name = "Name " + random.nextInt(6);
        return switch (random.nextInt(8)) {
            case 0 -> new RemoveCategory(TREE, id);
            case 1, 2, 3 -> new AddCategory(TREE, id, parent, name);
            default -> new ReviseCategory(TREE, id, parent, name);
        };
    }

    static CategoryId category(int number) {
        return new CategoryId(TypeId.text("cat", new UUID(0x0193_0000_0000_7000L, number)));
    }

    private static List<CategoryEvent> decide(CategoryTreeState tree, CategoryCommand command) {
        try {
            return switch (command) {
                case AddCategory c -> tree.decide(c);
                case ReviseCategory c -> tree.decide(c);
                case RemoveCategory c -> tree.decide(c);
                case VerifyCategoryExists c -> {
                    tree.answer(c);
                    yield List.of();
                }
            };
        } catch (CommandRejectedException commandRejectedException) {
            return List.of();
        }
    }
}
