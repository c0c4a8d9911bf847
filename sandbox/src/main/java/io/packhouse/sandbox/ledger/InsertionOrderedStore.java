package io.packhouse.sandbox.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values by id, in the order of their first insertion.
final class InsertionOrderedStore<T> {

    private final List<T> values = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    void put(String id, T value) {
        var place = places.putIfAbsent(id, values.size());
        if (place == null) values.add(value);
        else values.set(place, value);
    }

    Optional<T> find(String id) {
        var place = places.get(id);
        return place == null ? Optional.empty() : Optional.of(values.get(place));
    }

    Stream<T> all() {
        return values.stream();
    }

    /// Newest first, as Stripe lists; null when the cursor is unknown.
    @Nullable
    ListPage<T> slice(Cursor cursor, Predicate<T> wanted) {
        return cursor.before() == null ? after(cursor, wanted) : before(cursor, wanted);
    }

    private @Nullable ListPage<T> after(Cursor cursor, Predicate<T> wanted) {
        Integer from = cursor.after() == null ? Integer.valueOf(values.size()) : places.get(cursor.after());
        if (from == null) return null;
        var found = new ArrayList<T>();
        for (int i = from - 1; i >= 0; i--) {
            if (!wanted.test(values.get(i))) continue;
            if (found.size() == cursor.limit()) return new ListPage<>(found, true);
            found.add(values.get(i));
        }
        return new ListPage<>(found, false);
    }

    private @Nullable ListPage<T> before(Cursor cursor, Predicate<T> wanted) {
        var from = places.get(cursor.before());
        if (from == null) return null;
        var found = new ArrayList<T>();
        for (int i = from + 1; i < values.size(); i++) {
            if (!wanted.test(values.get(i))) continue;
            if (found.size() == cursor.limit()) return new ListPage<>(found.reversed(), true);
            found.add(values.get(i));
        }
        return new ListPage<>(found.reversed(), false);
    }
}
