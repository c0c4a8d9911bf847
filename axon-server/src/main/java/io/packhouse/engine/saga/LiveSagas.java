package io.packhouse.engine.saga;

import io.packhouse.engine.saga.SagaTable.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A copy of the rows of all running sagas as last committed, while they are not too many. It answers
/// nothing once they are: then the table is queried, until the next start.
///
/// A saga stays locked, and its repository finds it, until its changes are in this copy.
final class LiveSagas {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSagas.class);
    private static final int MOST = 20_000;

    private final IntFunction<Collection<Row>> read;
    private final int most;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Set<String>> byAssociation = new HashMap<>();
    private boolean isRead;
    private boolean isComplete;

    /// `read` returns at most so many rows of the table.
    LiveSagas(IntFunction<Collection<Row>> read) {
        this(read, MOST);
    }

    LiveSagas(IntFunction<Collection<Row>> read, int most) {
        this.read = read;
        this.most = most;
    }

    /// The sagas of that type with that association; null when the table must be queried.
    synchronized @Nullable Set<String> find(String type, String association) {
        prepare();
        return isComplete ? Set.copyOf(byAssociation.getOrDefault(key(type, association), Set.of())) : null;
    }

    /// The row of that saga; null when the table must be queried.
    synchronized @Nullable Row load(String id) {
        prepare();
        return rows.get(id);
    }

    /// The new row of each saga, empty when it ended; called after the commit.
    synchronized void put(Map<String, Optional<Row>> changes) {
        if (!isComplete) {
            return;
        }
        changes.forEach((id, row) -> {
            remove(id);
            row.ifPresent(this::add);
        });
        if (rows.size() > most) {
            tooMany();
        }
    }

    /// After a commit whose outcome is unknown, the rows are read again.
    synchronized void forget() {
        clear();
        isRead = false;
    }

    private void clear() {
        isComplete = false;
        rows.clear();
        byAssociation.clear();
    }

    private void tooMany() {
        clear();
        LOG.warn(
                "More than {} sagas are running: each of their events queries the database until the next start", most);
    }

    private void prepare() {
        if (!isRead) {
            var all = read.apply(most + 1);
            isComplete = all.size() <= most;
            if (isComplete) {
                all.forEach(this::add);
            } else {
                tooMany();
            }
            isRead = true;
        }
    }

    private void add(Row row) {
        rows.put(row.id(), row);
        row.associations()
                .forEach(association -> byAssociation
                        .computeIfAbsent(key(row.type(), association), _ -> new HashSet<>())
                        .add(row.id()));
    }

    private void remove(String id) {
        var row = rows.remove(id);
        if (row != null) {
            row.associations()
                    .forEach(association -> byAssociation.computeIfPresent(key(row.type(), association), (_, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    }));
        }
    }

    private static String key(String type, String association) {
        return type + " " + association;
    }
}
