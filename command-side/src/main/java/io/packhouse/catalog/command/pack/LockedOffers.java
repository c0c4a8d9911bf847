package io.packhouse.catalog.command.pack;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.command.pack.OfferPolicy.OfferChange;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/// The offers of one product, locked and loaded in order of id and always after the product, to
/// avoid deadlock.
public final class LockedOffers {

    private final SortedMap<PackId, Aggregate<Pack>> offers = new TreeMap<>();

    public LockedOffers(Repository<Pack> repository, Collection<PackId> ids) {
        new TreeSet<>(ids).forEach(id -> offers.put(id, load(repository, id)));
    }

    public <T> T read(PackId id, Function<PackState, T> question) {
        return offer(id).invoke(known -> question.apply(known.state()));
    }

    public void apply(OfferChange change) {
        offer(change.offer()).execute(known -> known.record(change.decision().apply(known.state())));
    }

    private Aggregate<Pack> offer(PackId id) {
        return Objects.requireNonNull(offers.get(id));
    }

    private static Aggregate<Pack> load(Repository<Pack> repository, PackId id) {
        try {
            return repository.loadOrCreate(id.value(), Pack::new);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
