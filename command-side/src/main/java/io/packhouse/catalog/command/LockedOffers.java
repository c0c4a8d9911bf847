package io.packhouse.catalog.command;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/// The offers of one product, locked and loaded in order of id and always after the product, to
/// avoid deadlock.
final class LockedOffers {

    private final Repository<Pack> repository;
    private final SortedMap<PackId, Offer> offers = new TreeMap<>();

    private record Offer(@Nullable Aggregate<Pack> pack) {

        <T> T withState(Function<PackState, T> question) {
            return pack == null ? question.apply(new PackState()) : pack.invoke(known -> question.apply(known.state()));
        }
    }

    LockedOffers(Repository<Pack> repository, Collection<PackId> ids) {
        this.repository = repository;
        ids.stream().sorted().forEach(id -> offers.put(id, new Offer(loadOrNull(repository, id))));
    }

    boolean isOpen(PackId id) {
        return offer(id).pack() != null;
    }

    <T> T withState(PackId id, Function<PackState, T> question) {
        return offer(id).withState(question);
    }

    void applyToEach(BiFunction<PackState, PackId, List<PackEvent>> decision) {
        offers.keySet().forEach(id -> applyTo(id, offering -> decision.apply(offering, id)));
    }

    void applyTo(PackId id, Function<PackState, List<PackEvent>> decision) {
        var offer = offer(id);
        var events = offer.withState(decision);
        if (offer.pack() != null) {
            offer.pack().execute(known -> known.record(events));
        } else if (!events.isEmpty()) {
            open(events);
        }
    }

    private Offer offer(PackId id) {
        return offers.getOrDefault(id, new Offer(null));
    }

    private void open(List<PackEvent> events) {
        try {
            repository.newInstance(() -> Pack.openedBy(events));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Aggregate<Pack> loadOrNull(Repository<Pack> repository, PackId id) {
        try {
            return repository.load(id.value());
        } catch (AggregateNotFoundException e) {
            return null;
        }
    }
}
