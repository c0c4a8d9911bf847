package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keys of persons, the last ones that were read from the table. A key that was read while a person was erased is not
/// kept, nor one read in a transaction, which may be rolled back with a new key in it.
final class PersonKeyCache {

    private final int most;
    private final Map<PersonId, Keys> persons = new LinkedHashMap<>();
    private long erasures;

    private record Keys(PersonKeyStore.@Nullable Key current, Map<Integer, PersonKeyStore.Key> byVersion) {

        static final Keys NONE = new Keys(null, Map.of());

        Keys with(PersonKeyStore.@Nullable Key newest, PersonKeyStore.Key key) {
            var all = new TreeMap<>(byVersion);
            all.put(key.version(), key);
            return new Keys(newest, all);
        }
    }

    PersonKeyCache(int most) {
        this.most = most;
    }

    PersonKeyStore.Key current(PersonId person, Supplier<PersonKeyStore.Key> read) {
        var known = of(person).current();
        if (known != null) {
            return known;
        }
        var before = erasures();
        var key = read.get();
        keep(person, before, keys -> keys.with(key, key));
        return key;
    }

    Optional<byte[]> find(PersonId person, int version, Supplier<Optional<byte[]>> read) {
        var known = of(person).byVersion().get(version);
        if (known != null) {
            return Optional.of(known.secret());
        }
        var before = erasures();
        var found = read.get();
        found.ifPresent(secret ->
                keep(person, before, keys -> keys.with(keys.current(), new PersonKeyStore.Key(version, secret))));
        return found;
    }

    /// Called when the key is destroyed in the database.
    synchronized void forget(PersonId person) {
        erasures++;
        persons.remove(person);
    }

    private synchronized Keys of(PersonId person) {
        return persons.getOrDefault(person, Keys.NONE);
    }

    private synchronized long erasures() {
        return erasures;
    }

    private synchronized void keep(PersonId person, long before, UnaryOperator<Keys> change) {
        if (most == 0 || before != erasures || TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        var keys = change.apply(of(person));
        persons.remove(person); // Those kept first are first.
        persons.put(person, keys);
        if (persons.size() > most) {
            persons.remove(persons.keySet().iterator().next());
        }
    }
}
