package io.packhouse.engine.commandhandling;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/// Several aggregates for one command, loaded and locked in order of id, to avoid deadlock. One
/// without events is locked too, and its first event creates its stream. `I` is an id whose
/// `toString` is its text.
public final class LockedAggregates<I extends Comparable<I>, A> {

    private final SortedMap<I, Aggregate<A>> aggregates = new TreeMap<>();

    private LockedAggregates() {}

    public static <I extends Comparable<I>, A> LockedAggregates<I, A> inOrderOfId(
            Repository<A> repository, Callable<A> create, Collection<I> ids) {
        var locked = new LockedAggregates<I, A>();
        new TreeSet<>(ids).forEach(id -> locked.aggregates.put(id, load(repository, create, id)));
        return locked;
    }

    public boolean exists(I id) {
        return aggregate(id).version() != null;
    }

    public void requireExisting(I id) {
        if (!exists(id)) {
            throw new AggregateNotFoundException(id.toString(), "The aggregate was not found in the event store");
        }
    }

    /// The ids of those that meet the condition, in order.
    public List<I> matching(Predicate<A> condition) {
        return aggregates.keySet().stream()
                .filter(id -> invoke(id, condition::test))
                .toList();
    }

    public <T> T invoke(I id, Function<A, T> question) {
        return aggregate(id).invoke(question);
    }

    public <T> List<T> invokeEach(BiFunction<I, A, T> question) {
        return aggregates.keySet().stream()
                .map(id -> invoke(id, aggregate -> question.apply(id, aggregate)))
                .toList();
    }

    public void execute(I id, Consumer<A> change) {
        aggregate(id).execute(change);
    }

    public void executeEach(BiConsumer<I, A> change) {
        aggregates.forEach((id, aggregate) -> aggregate.execute(root -> change.accept(id, root)));
    }

    private Aggregate<A> aggregate(I id) {
        return Objects.requireNonNull(aggregates.get(id));
    }

    private static <A> Aggregate<A> load(Repository<A> repository, Callable<A> create, Object id) {
        try {
            return repository.loadOrCreate(id.toString(), create);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
