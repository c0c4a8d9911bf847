package io.packhouse.catalog.command.category;

import static io.packhouse.catalog.api.CatalogRefusal.*;
import static io.packhouse.testing.Refusals.refused;

import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryEvent.*;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.category.CategoryTreeId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CategoryTreeTest {

    static final CategoryTreeId TREE = CategoryTreeId.MAIN;
    static final CategoryId FOOD = CategoryTreeLawsTest.category(1);
    static final CategoryId TEA = CategoryTreeLawsTest.category(2);
    static final CategoryId GREEN = CategoryTreeLawsTest.category(3);

    final FixtureConfiguration<CategoryTree> tree = new AggregateTestFixture<>(CategoryTree.class);

    @Nested
    class Growing {

        @Test
        void addsBelowAParentAndRecordsTheWholePath() {
            tree.given(food(), tea())
                    .when(new AddCategory(TREE, GREEN, TEA, "Green"))
                    .expectEvents(green());
        }

        @Test
        void addsTheFirst() {
            tree.givenNoPriorActivity()
                    .when(new AddCategory(TREE, FOOD, null, "Food"))
                    .expectEvents(food());
        }

        @Test
        void repeatRecordsNothingAndAnotherCategoryUnderTheIdIsRefused() {
            tree.given(food()).when(new AddCategory(TREE, FOOD, null, "Food")).expectNoEvents();
            tree.given(food())
                    .when(new AddCategory(TREE, FOOD, null, "Other"))
                    .expectException(refused(CATEGORY_EXISTS));
        }

        @Test
        void refusesAnUnknownParent() {
            tree.given(food())
                    .when(new AddCategory(TREE, GREEN, TEA, "Green"))
                    .expectException(refused(UNKNOWN_CATEGORY));
        }

        @Test
        void refusesTwoSiblingsOfOneName() {
            tree.given(food()).when(new AddCategory(TREE, TEA, null, "FOOD")).expectException(refused(NAME_TAKEN));
        }

        @Test
        void allowsEightLevels() {
            var path = IntStream.range(0, 8)
                    .mapToObj(CategoryTreeLawsTest::category)
                    .toList();
            var events = IntStream.range(0, 8)
                    .mapToObj(i -> new CategoryAdded(
                            TREE, path.get(i), i == 0 ? null : path.get(i - 1), "Level " + i, path.subList(0, i + 1)))
                    .toArray();
            tree.given(events)
                    .when(new AddCategory(TREE, CategoryTreeLawsTest.category(9), path.get(7), "Nine"))
                    .expectException(refused(CATEGORY_TOO_DEEP));
        }
    }

    @Nested
    class Changing {

        @Test
        void renamesAndMovesInOne() {
            tree.given(food(), tea(), green())
                    .when(new ReviseCategory(TREE, GREEN, FOOD, "Leaves"))
                    .expectEvents(
                            new CategoryRenamed(TREE, GREEN, "Leaves"),
                            new CategoryMoved(TREE, GREEN, TEA, FOOD, List.of(FOOD, GREEN)));
        }

        @Test
        void withTheSameDataRecordsNothing() {
            tree.given(food(), tea())
                    .when(new ReviseCategory(TREE, TEA, FOOD, "Tea"))
                    .expectNoEvents();
        }

        @Test
        void refusesAParentInItsOwnSubtree() {
            tree.given(food(), tea(), green())
                    .when(new ReviseCategory(TREE, FOOD, GREEN, "Food"))
                    .expectException(refused(CATEGORY_CYCLE));
            tree.given(food())
                    .when(new ReviseCategory(TREE, FOOD, FOOD, "Food"))
                    .expectException(refused(CATEGORY_CYCLE));
        }

        @Test
        void removesOnlyCategoriesWithoutChildrenAndOnlyOnce() {
            tree.given(food(), tea()).when(new RemoveCategory(TREE, FOOD)).expectException(refused(CATEGORY_NOT_EMPTY));
            tree.given(food(), tea())
                    .when(new RemoveCategory(TREE, TEA))
                    .expectEvents(new CategoryRemoved(TREE, TEA, FOOD));
            tree.given(food(), tea(), new CategoryRemoved(TREE, TEA, FOOD))
                    .when(new RemoveCategory(TREE, TEA))
                    .expectNoEvents();
            tree.given(food(), tea(), new CategoryRemoved(TREE, TEA, FOOD))
                    .when(new VerifyCategoryExists(TREE, TEA))
                    .expectException(refused(UNKNOWN_CATEGORY));
        }
    }

    static CategoryAdded food() {
        return new CategoryAdded(TREE, FOOD, null, "Food", List.of(FOOD));
    }

    static CategoryAdded tea() {
        return new CategoryAdded(TREE, TEA, FOOD, "Tea", List.of(FOOD, TEA));
    }

    static CategoryAdded green() {
        return new CategoryAdded(TREE, GREEN, TEA, "Green", List.of(FOOD, TEA, GREEN));
    }
}
