package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.cluster.PostgresNotifyMessenger;
import io.packhouse.engine.postgres.DatabaseLogins;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What two processes on one database guarantee.
class TwoNodesTest {

    @TempDir
    static Path folder;

    static StoreUnderTest store;
    static StoreUnderTest clustered;

    static final class Probe {}

    @BeforeAll
    static void start() {
        store = new StoreUnderTest(folder.resolve("alone"));
        clustered = new StoreUnderTest(folder.resolve("clustered"), OneOfSeveral.class);
    }

    @AfterAll
    static void stop() {
        store.close();
        clustered.close();
    }

    @Test
    void aNotificationReachesOtherNodesButNotItsSender() {
        var here = messenger("here");
        var there = messenger("there");
        try {
            var receivedHere = new ConcurrentLinkedQueue<String>();
            var receivedThere = new ConcurrentLinkedQueue<String>();
            here.subscribe("topic", receivedHere::add);
            there.subscribe("topic", receivedThere::add);
            await().untilAsserted(() -> {
                here.call("topic", "two words");
                assertThat(receivedThere).contains("two words");
            });
            assertThat(receivedHere).isEmpty();
        } finally {
            here.stop();
            there.stop();
        }
    }

    @Test
    void anAggregateChangedByAnotherNodeIsNotServedFromTheCache() {
        var cache = new VersionCheckedCache(10, store::store);
        append("probe_cached", 0);
        cache.put("probe_cached", new AggregateCacheEntry<>(aggregateAt(0)));
        assertThat(cache.<Object, Object>get("probe_cached")).isNotNull();
        append("probe_cached", 1);
        assertThat(cache.<Object, Object>get("probe_cached")).isNull();
    }

    /// Each node has local locks; the lock that both take is in the database.
    @Test
    void anAggregateIsLockedForAllNodesUntilTheTransactionEnds() throws Exception {
        var here = clustered.bean(LockFactory.class);
        var transactions = clustered.bean(PlatformTransactionManager.class);
        try (var writer = clustered.writer();
                var there = writer.connection().createStatement()) {
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                try (var _ = closing(here.obtainLock("probe_hot"))) {
                    assertThat(isFree(there, "probe_hot")).isFalse();
                    assertThat(isFree(there, "probe_cold")).isTrue();
                }
            });
            assertThat(isFree(there, "probe_hot")).isTrue();
        }
    }

    @Test
    void aMessengerReconnectsAfterLosingItsConnections() throws Exception {
        var here = messenger("here");
        var there = messenger("there");
        try {
            var received = new ConcurrentLinkedQueue<String>();
            there.subscribe("topic", received::add);
            await().untilAsserted(() -> assertReceived(here, received, "before"));
            try (var writer = store.writer();
                    var statement = writer.connection().createStatement()) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where query like 'listen %' or query like '%pg_notify%'
                        and pid <> pg_backend_pid()""");
            }
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertReceived(here, received, "after"));
        } finally {
            here.stop();
            there.stop();
        }
    }

    private static EventSourcedAggregate<Probe> aggregateAt(long version) {
        return EventSourcedAggregate.reconstruct(
                new Probe(),
                AnnotatedAggregateMetaModelFactory.inspectAggregate(Probe.class),
                version,
                false,
                store.store(),
                NoSnapshotTriggerDefinition.TRIGGER);
    }

    private static void append(String stream, long sequence) {
        store.bean(GaplessStorageEngine.class)
                .appendEvents(List.of(new GenericDomainEventMessage<>("Probe", stream, sequence, "payload")));
    }

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private static Closing closing(Lock lock) {
        return lock::release;
    }

    private static boolean isFree(Statement there, String stream) {
        try (var row =
                there.executeQuery("select pg_try_advisory_xact_lock(hashtextextended('%s', 0))".formatted(stream))) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertReceived(
            NodeMessenger nodeMessenger, ConcurrentLinkedQueue<String> received, String body) {
        nodeMessenger.call("topic", body);
        assertThat(received).contains(body);
    }

    @Configuration(proxyBeanMethods = false)
    static class OneOfSeveral {

        @Bean
        @Primary
        Node oneOfSeveral() {
            return new Node("one", Node.Role.ALL, true);
        }
    }

    private static PostgresNotifyMessenger messenger(String name) {
        var login = store.bean(DatabaseLogins.class).app();
        var nodeMessenger = new PostgresNotifyMessenger(login, new Node(name, Node.Role.ALL, true));
        nodeMessenger.start();
        return nodeMessenger;
    }
}
