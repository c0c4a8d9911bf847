package io.packhouse.engine.postgres;

import static io.packhouse.engine.postgres.embedded.EmbeddedPostgresTest.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import io.packhouse.engine.startup.StartupException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EventStorePermissionCheckTest {

    @TempDir
    static Path folder;

    static DataDirectory data;
    static EmbeddedPostgres database;

    @BeforeAll
    static void start() {
        data = DataDirectory.open(folder, EventStoreType.EMBEDDED);
        database = EmbeddedPostgres.start(data);
    }

    @AfterAll
    static void stop() {
        database.close();
        data.close();
    }

    @BeforeEach
    void eventsThatAreOnlyAppended() throws SQLException {
        owner("drop schema if exists events cascade");
        owner("create schema events");
        owner("create table events.domain_event_entry (global_index bigint)");
        owner("insert into events.domain_event_entry values (1)");
        owner("grant usage on schema events to packhouse_app");
        owner("grant select, insert on events.domain_event_entry to packhouse_app");
    }

    @Test
    void isContentWhenEventsCanOnlyBeAppended() throws SQLException {
        guard("");
    }

    @Test
    void refusesEveryRightToTakeEventsBack() throws SQLException {
        for (var verb : new String[] {"UPDATE", "DELETE", "TRUNCATE"}) {
            owner("grant " + verb + " on events.domain_event_entry to packhouse_app");
            refused("", "The app's login is allowed to %s recorded events.".formatted(verb));
            owner("revoke " + verb + " on events.domain_event_entry from packhouse_app");
        }
        assertThat(ask(database.app(), "select count(*) from events.domain_event_entry"))
                .isEqualTo("1");
    }

    @Test
    void refusesToLoseCommits() {
        refused(
                "&options=-c%20synchronous_commit=off",
                "PostgreSQL could lose committed events, because synchronous_commit is off.");
    }

    @Test
    void refusesToRunWithoutEvents() throws SQLException {
        owner("drop table events.domain_event_entry");
        refused("", "The table events.domain_event_entry is missing.");
    }

    private static void refused(String options, String sentence) {
        assertThatThrownBy(() -> guard(options))
                .isInstanceOf(StartupException.class)
                .hasMessage(sentence);
    }

    private static void guard(String options) throws SQLException {
        var app = database.app();
        var url = app.url() + options;
        new EventStorePermissionCheck(new DriverManagerDataSource(url, app.user(), app.password()))
                .afterPropertiesSet();
    }

    private static void owner(String sql) throws SQLException {
        ask(database.owner(), sql);
    }
}
