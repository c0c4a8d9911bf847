package io.packhouse.engine.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.postgres.DatabaseConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class SagaTableTest {

    static final AssociationValue ORDER = new AssociationValue("orderId", "ord=1");
    static final AssociationValue PAYMENT = new AssociationValue("paymentId", "pay_1");

    @TempDir
    static Path folder;

    static ConfigurableApplicationContext database;

    public record First(int step) {}

    public record Second(int step) {}

    @BeforeAll
    static void start() {
        database = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder, "--spring.main.banner-mode=off");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsEachSagaInOneRowUntilItEnds(boolean single) {
        var sagas = table(single);
        work(() -> {
            sagas.insertSaga(First.class, "a", new First(1), Set.of(ORDER));
            sagas.insertSaga(Second.class, "b", new Second(1), Set.of(ORDER));
        });
        assertThat(sagas.findSagas(First.class, ORDER)).containsExactly("a");
        assertThat(sagas.findSagas(Second.class, ORDER)).containsExactly("b");
        assertThat(sagas.findSagas(First.class, PAYMENT)).isEmpty();
        work(() -> sagas.updateSaga(First.class, "a", new First(2), new AssociationValuesImpl(Set.of(ORDER, PAYMENT))));
        assertThat(sagas.findSagas(First.class, PAYMENT)).containsExactly("a");
        var loaded = Optional.ofNullable(sagas.loadSaga(First.class, "a")).orElseThrow();
        assertThat(loaded.saga()).isEqualTo(new First(2));
        assertThat(loaded.associationValues()).containsExactlyInAnyOrder(ORDER, PAYMENT);
        work(() -> sagas.deleteSaga(First.class, "a", Set.of(ORDER, PAYMENT)));
        assertThat(sagas.loadSaga(First.class, "a")).isNull();
        assertThat(sagas.findSagas(First.class, ORDER)).isEmpty();
        work(() -> sagas.deleteSaga(Second.class, "b", Set.of(ORDER)));
        assertThat(stored()).isZero();
    }

    @Test
    void aFailedBatchChangesNothing() {
        var sagas = table(true);
        work(() -> sagas.insertSaga(First.class, "a", new First(1), Set.of(ORDER)));
        var failing = begin();
        sagas.updateSaga(First.class, "a", new First(2), new AssociationValuesImpl(Set.of(PAYMENT)));
        sagas.insertSaga(First.class, "c", new First(1), Set.of(PAYMENT));
        failing.onCommit(_ -> {
            throw new IllegalStateException("Broken on purpose");
        });
        assertThatThrownBy(failing::commit).hasMessage("Broken on purpose");
        assertThat(sagas.findSagas(First.class, PAYMENT)).isEmpty();
        assertThat(Optional.ofNullable(sagas.loadSaga(First.class, "a"))
                        .orElseThrow()
                        .saga())
                .isEqualTo(new First(1));
        assertThat(table(false).findSagas(First.class, ORDER)).containsExactly("a");
        work(() -> sagas.deleteSaga(First.class, "a", Set.of(ORDER)));
    }

    /// Four events of a batch, each of another saga, and one saga that is changed twice.
    @Test
    void theSagasOfABatchAreWrittenOnce() {
        var sagas = table(true);
        var events = IntStream.range(0, 5)
                .<EventMessage<?>>mapToObj(GenericEventMessage::asEventMessage)
                .toList();
        var batch = new BatchingUnitOfWork<EventMessage<?>>(events);
        batch.attachTransaction(new SpringTransactionManager(database.getBean(PlatformTransactionManager.class)));
        var before = rowsWritten();
        var after = new ArrayList<Long>();
        batch.onCommit(_ -> after.add(rowsWritten()));
        batch.executeWithResult(() -> {
            var number = (Integer) batch.getMessage().getPayload() % 4;
            batch.onPrepareCommit(
                    _ -> sagas.insertSaga(First.class, "batch" + number, new First(number), Set.of(ORDER)));
            return null;
        });
        assertThat(after).containsExactly(before + 4);
        assertThat(sagas.findSagas(First.class, ORDER)).hasSize(4);
        work(() -> IntStream.range(0, 4)
                .forEach(number -> sagas.deleteSaga(First.class, "batch" + number, Set.of(ORDER))));
    }

    /// PostgreSQL has committed, and the connection is lost before its answer.
    @Test
    void afterACommitWithUnknownOutcomeTheTableIsReadAgain() {
        var sagas = table(true);
        work(() -> sagas.insertSaga(First.class, "a", new First(1), Set.of(ORDER)));
        assertThat(sagas.findSagas(First.class, ORDER)).containsExactly("a"); // Now the copy is there.
        var work = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("event"));
        var transactions = new SpringTransactionManager(database.getBean(PlatformTransactionManager.class));
        work.attachTransaction(() -> {
            var transaction = transactions.startTransaction();
            return new Transaction() {
                @Override
                public void commit() {
                    transaction.commit();
                    throw new IllegalStateException("Connection lost");
                }

                @Override
                public void rollback() {}
            };
        });
        sagas.updateSaga(First.class, "a", new First(2), new AssociationValuesImpl(Set.of(PAYMENT)));
        assertThatThrownBy(work::commit).hasMessage("Connection lost");
        assertThat(sagas.findSagas(First.class, PAYMENT)).containsExactly("a");
        assertThat(Optional.ofNullable(sagas.loadSaga(First.class, "a"))
                        .orElseThrow()
                        .saga())
                .isEqualTo(new First(2));
        work(() -> sagas.deleteSaga(First.class, "a", Set.of(PAYMENT)));
    }

    @Test
    void aRestartedProcessKnowsTheSagas() {
        var before = table(true);
        work(() -> before.insertSaga(First.class, "a", new First(1), Set.of(ORDER)));
        var after = table(true);
        assertThat(after.findSagas(First.class, ORDER)).containsExactly("a");
        work(() -> after.deleteSaga(First.class, "a", Set.of(ORDER)));
        assertThat(after.findSagas(First.class, ORDER)).isEmpty();
    }

    /// The copy answers as a full scan would, and gives up when there are too many sagas.
    @Test
    void theCopyEqualsTheTableOrGivesUp() {
        var random = new Random(7);
        var table = new HashMap<String, SagaTable.Row>();
        IntFunction<Collection<SagaTable.Row>> read =
                most -> table.values().stream().limit(most).toList();
        var live = new LiveSagas(read, 20);
        var gaveUp = false;
        for (var step = 0; step < 5_000; step++) {
            var id = "saga" + random.nextInt(step < 4_000 ? 15 : 60);
            var row = random.nextInt(3) == 0
                    ? Optional.<SagaTable.Row>empty()
                    : Optional.of(new SagaTable.Row(
                            id,
                            new SimpleSerializedObject<>(new byte[0], byte[].class, "t" + random.nextInt(2), null),
                            Set.of("k=" + random.nextInt(5), "l=" + random.nextInt(5))));
            row.ifPresentOrElse(kept -> table.put(id, kept), () -> table.remove(id));
            live.put(Map.of(id, row));
            var type = "t" + random.nextInt(2);
            var text = "k=" + random.nextInt(5);
            var found = live.find(type, text);
            gaveUp |= found == null;
            if (gaveUp) {
                assertThat(found).isNull();
                assertThat(live.load(id)).isNull();
            } else {
                var expected = new TreeSet<String>();
                table.values().stream()
                        .filter(one -> one.type().equals(type))
                        .filter(one -> one.associations().contains(text))
                        .forEach(one -> expected.add(one.id()));
                assertThat(new TreeSet<>(found)).isEqualTo(expected);
                assertThat(live.load(id)).isEqualTo(row.orElse(null));
            }
        }
        assertThat(gaveUp).isTrue();
    }

    /// By this connection; its transaction is not over.
    private static long rowsWritten() {
        return database.getBean(JdbcClient.class).sql("""
                        select coalesce(sum(n_tup_ins + n_tup_upd), 0) from pg_stat_xact_user_tables
                        where relname = 'saga_entry'""").query(Long.class).single();
    }

    private static SagaTable table(boolean single) {
        return new SagaTable(
                database.getBean(DataSource.class), Jackson3Serializer.builder().build(), single);
    }

    private static void work(Runnable changes) {
        var work = begin();
        changes.run();
        work.commit();
    }

    private static UnitOfWork<?> begin() {
        var work = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("event"));
        work.attachTransaction(new SpringTransactionManager(database.getBean(PlatformTransactionManager.class)));
        return work;
    }

    private static long stored() {
        return List.of(database.getBean(JdbcClient.class)
                        .sql("select count(*) from engine.saga_entry")
                        .query(Long.class)
                        .single())
                .getFirst();
    }
}
