package io.packhouse.engine.config;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventlog.NumberedEventLog;
import io.packhouse.engine.eventlog.SqlEventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.FairLockFactory;
import io.packhouse.engine.eventstore.GaplessStorageEngine;
import io.packhouse.engine.eventstore.LruAggregateCache;
import io.packhouse.engine.eventstore.NotifyingEventStore;
import io.packhouse.engine.eventstore.VersionCheckedCache;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.PausableTokenStore;
import io.packhouse.engine.saga.SagaParking;
import io.packhouse.engine.saga.SagaTable;
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

/// Stores and transactions. Axon's auto-configuration is not used, because without JPA it silently
/// chooses a transaction manager that begins no transactions.
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
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    GaplessStorageEngine storageEngine(
            DataSource dataSource,
            @Qualifier("appendDataSource") DataSource appends,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer events,
            ObjectProvider<EventUpcaster> upcasters,
            Node node) {
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(AxonSchemas.events())
                .snapshotSerializer(serializer)
                .eventSerializer(events)
                .upcasterChain(new EventUpcasterChain(upcasters.orderedStream().toList()))
                .persistenceExceptionResolver(StoreConfiguration::isDuplicateKey)
                .finalAggregateBatchPredicate(batch -> batch.size() < 500)
                .batchSize(500);
        return new GaplessStorageEngine(engine, dataSource, appends, !node.clustered());
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    NotifyingEventStore eventStore(GaplessStorageEngine engine, NodeMessenger nodeMessenger, Node node) {
        // Appends of this process wake the readers; the notification of another may be lost.
        var delay = node.clustered() ? 50 : 1_000;
        return new NotifyingEventStore(
                NotifyingEventStore.builder().storageEngine(engine).fetchDelay(delay), nodeMessenger);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    EventLog sqlEventLog(@Qualifier("readerDataSource") DataSource reader) {
        return new SqlEventLog(reader);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    NumberedEventLog numberedLog(EventLog log, EventTail tail) {
        return new NumberedEventLog(log, 1, tail::position);
    }

    @Bean
    EventTail eventTail(EventStore store) {
        return new EventTail(store);
    }

    @Bean
    DesiredProcessorState desiredProcessorState(JdbcClient jdbc) {
        var desired = new DesiredProcessorState(jdbc);
        desired.refresh();
        return desired;
    }

    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            DesiredProcessorState desired,
            ObjectProvider<SagaParking> parking,
            Node node) {
        var tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(AxonSchemas.tokens())
                .contentType(byte[].class)
                .nodeId(node.name())
                .claimTimeout(ClusterMembership.silence(node))
                .build();
        return new PausableTokenStore(tokens, desired, _ -> parking.ifAvailable(SagaParking::load));
    }

    @Bean
    SagaTable sagaStore(DataSource dataSource, Serializer serializer, Node node) {
        return new SagaTable(dataSource, serializer, !node.clustered());
    }

    @Bean
    Cache aggregates(@Value("${packhouse.cache:20000}") int maximum, Node node, ObjectProvider<EventStore> store) {
        return node.clustered() ? new VersionCheckedCache(maximum, store::getObject) : new LruAggregateCache(maximum);
    }

    /// Runs on a separate thread, after the command that reached the threshold was answered.
    @Bean
    SpringAggregateSnapshotter snapshotter(EventStore store, TransactionManager transactions) {
        return SpringAggregateSnapshotter.builder()
                .eventStore(store)
                .transactionManager(transactions)
                .executor(Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("snapshots").daemon().factory()))
                .build();
    }

    /// For aggregates with unbounded streams.
    @Bean
    SnapshotTriggerDefinition snapshots(
            Snapshotter snapshotter, @Value("${packhouse.snapshot-threshold:500}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    @Bean
    LockFactory fairLocks(JdbcClient jdbc, Node node) {
        return node.clustered() ? new FairLockFactory(stream -> lockEverywhere(jdbc, stream)) : new FairLockFactory();
    }

    /// Until the transaction ends, in order of arrival.
    private static void lockEverywhere(JdbcClient jdbc, String stream) {
        try {
            jdbc.sql("select set_config('lock_timeout', '10s', true), pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(stream)
                    .query((_, _) -> stream)
                    .single();
        } catch (PessimisticLockingFailureException e) {
            throw new LockAcquisitionFailedException("Timed out waiting for the lock of " + stream, e);
        }
    }

    static boolean isDuplicateKey(@Nullable Throwable failure) {
        return failure instanceof DuplicateKeyException
                || (failure instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()))
                || (failure != null && isDuplicateKey(failure.getCause()));
    }
}
