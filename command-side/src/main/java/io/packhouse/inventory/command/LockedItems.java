package io.packhouse.inventory.command;

import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/// The items of one request, locked and loaded in order of id, to avoid deadlock. An item without
/// stock counts as empty, and its first event creates its stream.
final class LockedItems {

    private final Repository<InventoryItem> repository;
    private final List<Item> items;

    private record Item(InventoryItemId id, @Nullable Aggregate<InventoryItem> aggregate) {

        <T> T withState(Function<InventoryItemState, T> question) {
            return aggregate == null
                    ? question.apply(new InventoryItemState())
                    : aggregate.invoke(item -> question.apply(item.stock()));
        }
    }

    private LockedItems(Repository<InventoryItem> repository, List<Item> items) {
        this.repository = repository;
        this.items = items;
    }

    static LockedItems inOrderOfId(Repository<InventoryItem> repository, Set<InventoryItemId> ids) {
        return new LockedItems(
                repository,
                new TreeSet<>(ids)
                        .stream()
                                .map(id -> new Item(id, loadOrNull(repository, id)))
                                .toList());
    }

    static boolean isKnown(Repository<InventoryItem> repository, InventoryItemId id) {
        return loadOrNull(repository, id) != null;
    }

    boolean any(BiPredicate<InventoryItemId, InventoryItemState> condition) {
        return items.stream().anyMatch(item -> item.withState(stock -> condition.test(item.id(), stock)));
    }

    <T> List<T> each(BiFunction<InventoryItemId, InventoryItemState, Stream<T>> question) {
        return items.stream()
                .flatMap(item -> item.withState(stock -> question.apply(item.id(), stock)))
                .toList();
    }

    void record(BiFunction<InventoryItemId, InventoryItemState, List<InventoryItemEvent>> decision) {
        items.forEach(item -> record(item, decision));
    }

    /// Records on the first item that meets the condition; there is one.
    void recordOnFirst(
            BiPredicate<InventoryItemId, InventoryItemState> condition,
            BiFunction<InventoryItemId, InventoryItemState, List<InventoryItemEvent>> decision) {
        items.stream()
                .filter(item -> item.withState(stock -> condition.test(item.id(), stock)))
                .findFirst()
                .ifPresent(item -> record(item, decision));
    }

    private void record(Item item, BiFunction<InventoryItemId, InventoryItemState, List<InventoryItemEvent>> decision) {
        var events = item.withState(stock -> decision.apply(item.id(), stock));
        if (item.aggregate() != null) {
            item.aggregate().execute(known -> known.record(events));
        } else if (!events.isEmpty()) {
            open(events);
        }
    }

    private void open(List<InventoryItemEvent> events) {
        try {
            repository.newInstance(() -> InventoryItem.openedBy(events));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Aggregate<InventoryItem> loadOrNull(
            Repository<InventoryItem> repository, InventoryItemId id) {
        try {
            return repository.load(id.value());
        } catch (AggregateNotFoundException e) {
            return null;
        }
    }
}
