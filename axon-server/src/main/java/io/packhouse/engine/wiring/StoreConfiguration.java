package io.packhouse.engine.wiring;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Neighbours;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.operations.GuardedTokens;
import io.packhouse.engine.operations.ProcessorWishes;
import io.packhouse.engine.process.SagaParking;
import io.packhouse.engine.store.BoundedCache;
import io.packhouse.engine.store.CheckedCache;
import io.packhouse.engine.store.EventLog;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.store.FairLocks;
import io.packhouse.engine.store.GaplessStorageEngine;
import io.packhouse.engine.store.NotifyingEventStore;
import io.packhouse.engine.store.NumberedLog;
import io.packhouse.engine.store.SqlEventLog;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Where everything is kept. Nothing is left to Axon's auto-configuration, which without JPA
/// chooses a manager that begins no transactions and says nothing.
@Configuration(proxyBeanMethods = false)
@Import(NodeConfiguration.class)
public class StoreConfiguration {

    private static final String UNIQUE_VIOLATION = "23505";

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    GaplessStorageEngine storageEngine(
            DataSource dataSource,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer events,
            ObjectProvider<EventUpcaster> upcasters) {
        var engine =
                JdbcEventStorageEngine.builder()
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(Schemas.events())
                        .snapshotSerializer(serializer)
                        .eventSerializer(events)
                        .upcasterChain(new EventUpcasterChain(upcasters.orderedStream().toList()))
                        .persistenceExceptionResolver(StoreConfiguration::isDuplicateKey)
                        .finalAggregateBatchPredicate(batch -> batch.size() < 500)
                        .batchSize(500);
        return new GaplessStorageEngine(engine, dataSource);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    NotifyingEventStore eventStore(GaplessStorageEngine engine, Bell bell) {
        return new NotifyingEventStore(
                NotifyingEventStore.builder().storageEngine(engine).fetchDelay(50), bell);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    EventLog sqlEventLog(@Qualifier("readerDataSource") DataSource reader) {
        return new SqlEventLog(reader);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    NumberedLog numberedLog(EventLog log, EventTail tail) {
        return new NumberedLog(log, 1, tail::position);
    }

    @Bean
    EventTail eventTail(EventStore store) {
        return new EventTail(store);
    }

    @Bean
    ProcessorWishes processorWishes(JdbcClient jdbc) {
        var wishes = new ProcessorWishes(jdbc);
        wishes.refresh();
        return wishes;
    }

    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            ProcessorWishes wishes,
            ObjectProvider<SagaParking> parking,
            Node node) {
        var tokens =
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(Schemas.tokens())
                        .contentType(byte[].class)
                        .nodeId(node.name())
                        .claimTimeout(Neighbours.silence(node))
                        .build();
        return new GuardedTokens(tokens, wishes, _ -> parking.ifAvailable(SagaParking::load));
    }

    @Bean
    SagaStore<Object> sagaStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcSagaStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .sqlSchema(Schemas.sagas())
                .build();
    }

    @Bean
    Cache aggregates(
            @Value("${packhouse.cache:20000}") int most,
            Node node,
            ObjectProvider<EventStore> store) {
        return node.clustered() ? new CheckedCache(most, store::getObject) : new BoundedCache(most);
    }

    /// Taken on a thread of its own, after the command that crossed the line has been answered.
    @Bean
    SpringAggregateSnapshotter snapshotter(EventStore store, TransactionManager transactions) {
        return SpringAggregateSnapshotter.builder()
                .eventStore(store)
                .transactionManager(transactions)
                .executor(
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().name("snapshots").daemon().factory()))
                .build();
    }

    /// For aggregates whose streams have no end.
    @Bean
    SnapshotTriggerDefinition snapshots(
            Snapshotter snapshotter, @Value("${packhouse.snapshot-after:500}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    @Bean
    LockFactory fairLocks(JdbcClient jdbc, Node node) {
        return node.clustered()
                ? new FairLocks(stream -> lockEverywhere(jdbc, stream))
                : new FairLocks();
    }

    /// Until the transaction ends, and in the order of those who asked.
    private static void lockEverywhere(JdbcClient jdbc, String stream) {
        try {
            jdbc.sql(
                            "select set_config('lock_timeout', '10s', true),"
                                    + " pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(stream)
                    .query((_, _) -> stream)
                    .single();
        } catch (PessimisticLockingFailureException e) {
            throw new LockAcquisitionFailedException("Waited too long for " + stream, e);
        }
    }

    static boolean isDuplicateKey(@Nullable Throwable failure) {
        return failure instanceof DuplicateKeyException
                || (failure instanceof SQLException sql
                        && UNIQUE_VIOLATION.equals(sql.getSQLState()))
                || (failure != null && isDuplicateKey(failure.getCause()));
    }
}
