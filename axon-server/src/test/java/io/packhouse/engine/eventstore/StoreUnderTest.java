package io.packhouse.engine.eventstore;

import io.packhouse.engine.config.SerializationConfiguration;
import io.packhouse.engine.config.StoreConfiguration;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.engine.postgres.DatabaseLogins;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The embedded store on its own database, and writers beside it that the test controls.
final class StoreUnderTest implements AutoCloseable {

    private static final String INSERT = """
            insert into events.domain_event_entry (event_identifier, type, aggregate_identifier,
            sequence_number, time_stamp, payload_type, payload_revision, payload,
            meta_data) values (?, 'Probe', ?, 0, '2026-11-21T12:00:00Z',
            'java.lang.String', null, '"x"'::bytea, '{}'::bytea)
            returning global_index""";

    private final ConfigurableApplicationContext engine;

    StoreUnderTest(Path folder, Class<?>... more) {
        engine = new SpringApplicationBuilder(
                        DatabaseConfiguration.class, StoreConfiguration.class, SerializationConfiguration.class)
                .sources(more)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder, "--axon.axonserver.enabled=false", "--spring.main.banner-mode=off");
    }

    EmbeddedEventStore store() {
        return (EmbeddedEventStore) engine.getBean(EventStore.class);
    }

    <T> T bean(Class<T> type) {
        return engine.getBean(type);
    }

    /// A writer whose transaction the test begins and ends.
    Writer writer() throws SQLException {
        var login = engine.getBean(DatabaseLogins.class).app();
        var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        connection.setAutoCommit(false);
        return new Writer(connection);
    }

    @Override
    public void close() {
        engine.close();
    }

    record Writer(Connection connection) implements AutoCloseable {

        /// Gets a transaction id without writing.
        Writer begin() throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("select pg_current_xact_id()");
            }
            return this;
        }

        long append() throws SQLException {
            try (var statement = connection.prepareStatement(INSERT)) {
                var id = UUID.randomUUID().toString();
                statement.setString(1, id);
                statement.setString(2, "probe_" + id);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        void commit() throws SQLException {
            connection.commit();
        }

        void rollback() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
