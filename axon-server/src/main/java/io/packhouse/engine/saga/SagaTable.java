package io.packhouse.engine.saga;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Sagas in `engine.saga_entry`: one row each, with the state and the values that it is found by.
///
/// The changes of a batch are written together when it commits. A process that is the only one
/// answers from [LiveSagas]; several lock the row of a saga they load, because a parked event may be
/// redelivered by a node that does not own the saga's segment.
public final class SagaTable implements SagaStore<Object> {

    private static final String KEY = SagaTable.class.getName();
    private static final String SELECT =
            "select saga_id, saga_type, revision, serialized_saga, associations from engine.saga_entry";
    private static final String FIND = """
            select saga_id from engine.saga_entry
            where associations @> array[cast(? as text)] and saga_type = ?""";
    private static final String WRITE = """
            insert into engine.saga_entry (saga_id, saga_type, revision, serialized_saga, associations)
            values (?, ?, ?, ?, ?) on conflict (saga_id) do update set revision = excluded.revision,
            serialized_saga = excluded.serialized_saga, associations = excluded.associations""";

    private final JdbcTemplate jdbc;
    private final Serializer serializer;
    private final @Nullable LiveSagas live;

    /// `associations` are texts, `key=value`.
    record Row(String id, SerializedObject<byte[]> state, Set<String> associations) {

        String type() {
            return state.getType().getName();
        }
    }

    /// `single` when no other process uses the table.
    public SagaTable(DataSource dataSource, Serializer serializer, boolean single) {
        jdbc = new JdbcTemplate(dataSource);
        this.serializer = serializer;
        live = single ? new LiveSagas(most -> jdbc.query(SELECT + " limit " + most, (row, _) -> row(row))) : null;
    }

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue association) {
        var type = type(sagaType);
        var text = text(association);
        var found = live == null ? null : live.find(type, text);
        return found != null ? found : Set.copyOf(jdbc.queryForList(FIND, String.class, text, type));
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String id) {
        var row = live == null ? null : live.load(id);
        if (row == null) {
            var lock = live == null ? " for update" : "";
            row = jdbc.query(SELECT + " where saga_id = ?" + lock, (found, _) -> row(found), id).stream()
                    .findFirst()
                    .orElse(null);
        }
        return row == null ? null : entry(row);
    }

    @Override
    public void insertSaga(Class<?> sagaType, String id, Object saga, Set<AssociationValue> associations) {
        change(id, Optional.of(row(id, saga, associations)));
    }

    @Override
    public void updateSaga(Class<?> sagaType, String id, Object saga, AssociationValues associations) {
        change(id, Optional.of(row(id, saga, associations.asSet())));
    }

    @Override
    public void deleteSaga(Class<?> sagaType, String id, Set<AssociationValue> associations) {
        change(id, Optional.empty());
    }

    private void change(String id, Optional<Row> row) {
        CurrentUnitOfWork.get()
                .root()
                .<Map<String, Optional<Row>>>getOrComputeResource(
                        KEY, _ -> changesOf(CurrentUnitOfWork.get().root()))
                .put(id, row);
    }

    /// The sagas of a batch are saved one after the other while it prepares its commit, and written together
    /// when it commits: before the transaction does, because commit handlers run in reverse order.
    private Map<String, Optional<Row>> changesOf(UnitOfWork<?> work) {
        var changes = new LinkedHashMap<String, Optional<Row>>();
        var isUncertain = new AtomicBoolean();
        work.onCommit(_ -> {
            isUncertain.set(true);
            write(changes);
        });
        if (live != null) {
            work.afterCommit(_ -> {
                live.put(changes);
                isUncertain.set(false);
            });
            work.onCleanup(_ -> {
                if (isUncertain.get()) {
                    live.forget();
                }
            });
        }
        return changes;
    }

    /// `changes` has the new row of each saga, empty when it ended.
    private void write(Map<String, Optional<Row>> changes) {
        var ended = changes.entrySet().stream()
                .filter(change -> change.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        if (ended.length > 0) {
            jdbc.update("delete from engine.saga_entry where saga_id = any (?)", new Object[] {ended});
        }
        var kept = changes.values().stream().flatMap(Optional::stream).toList();
        if (!kept.isEmpty()) {
            jdbc.batchUpdate(WRITE, kept, kept.size(), SagaTable::bind);
        }
    }

    private static void bind(PreparedStatement statement, Row row) throws SQLException {
        statement.setString(1, row.id());
        statement.setString(2, row.type());
        statement.setString(3, row.state().getType().getRevision());
        statement.setBytes(4, row.state().getData());
        statement.setArray(
                5,
                statement
                        .getConnection()
                        .createArrayOf("text", row.associations().toArray()));
    }

    private Row row(String id, Object saga, Collection<AssociationValue> associations) {
        return new Row(
                id,
                serializer.serialize(saga, byte[].class),
                associations.stream().map(SagaTable::text).collect(Collectors.toUnmodifiableSet()));
    }

    private static Row row(ResultSet row) throws SQLException {
        var associations = (String[]) row.getArray("associations").getArray();
        return new Row(
                row.getString("saga_id"),
                new SimpleSerializedObject<>(
                        row.getBytes("serialized_saga"),
                        byte[].class,
                        row.getString("saga_type"),
                        row.getString("revision")),
                Set.of(associations));
    }

    private <S> Entry<S> entry(Row row) {
        S saga = serializer.deserialize(row.state());
        var associations = row.associations().stream()
                .map(text -> text.split("=", 2))
                .map(parts -> new AssociationValue(parts[0], parts[1]))
                .collect(Collectors.toSet());
        return new Entry<>() {
            @Override
            public Set<AssociationValue> associationValues() {
                return associations;
            }

            @Override
            public S saga() {
                return saga;
            }
        };
    }

    private String type(Class<?> sagaType) {
        return serializer.typeForClass(sagaType).getName();
    }

    private static String text(AssociationValue association) {
        return association.getKey() + "=" + association.getValue();
    }
}
