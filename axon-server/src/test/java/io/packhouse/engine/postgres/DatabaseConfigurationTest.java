package io.packhouse.engine.postgres;

import static io.packhouse.engine.postgres.embedded.EmbeddedPostgresTest.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import io.packhouse.engine.startup.StartupException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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
import org.springframework.jdbc.support.JdbcTransactionManager;

class DatabaseConfigurationTest {

    @TempDir
    static Path folder;

    static ConfigurableApplicationContext engine;
    static DatabaseLogins logins;

    @BeforeAll
    static void start() {
        engine = start("--packhouse.data=" + folder.resolve("data"));
        logins = engine.getBean(DatabaseLogins.class);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties("spring.flyway.locations=classpath:db/migration,classpath:db/probe")
                .run(settings);
    }

    @Test
    void letsTheAppAppendEvents() throws Exception {
        ask(logins.app(), "insert into events.probe (word) values ('new')");
        assertThat(ask(logins.app(), "select word from events.probe")).isEqualTo("new");
        assertThat(ask(logins.reader(), "select word from events.probe")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update events.probe set word = 'changed'",
                "delete from events.probe",
                "truncate events.probe",
                "drop table events.probe",
                "create table events.other ()",
            })
    void letsTheAppChangeNoEvent(String sql) {
        forbidden(logins.app(), sql);
    }

    @Test
    void letsTheAppWriteOtherTables() throws Exception {
        for (var table : new String[] {"read.probe", "engine.probe", "keys.probe"}) {
            ask(logins.app(), "insert into " + table + " values ('a')");
            ask(logins.app(), "update " + table + " set word = 'b'");
            assertThat(ask(logins.app(), "delete from " + table + " returning word"))
                    .isEqualTo("b");
        }
    }

    @Test
    void letsTheReaderOnlyRead() throws Exception {
        assertThat(ask(logins.reader(), "select count(*) from read.probe")).isEqualTo("0");
        assertThat(ask(logins.reader(), "select count(*) from analytics.probe")).isEqualTo("0");
        forbidden(logins.reader(), "set transaction read write; insert into read.probe values ('')");
        forbidden(logins.reader(), "set transaction read write; delete from read.probe");
        forbidden(logins.reader(), "select * from keys.probe");
        forbidden(logins.reader(), "select * from engine.probe");
    }

    @Test
    void showsTheAnalystOnlyAnalytics() throws Exception {
        assertThat(ask(logins.analyst(), "select count(*) from analytics.probe"))
                .isEqualTo("0");
        assertThat(ask(logins.analyst(), "show statement_timeout")).isEqualTo("30s");
        for (var table : new String[] {"read", "events", "keys", "engine"}) {
            forbidden(logins.analyst(), "select * from " + table + ".probe");
        }
    }

    @Test
    void separatesWhoWritesFromWhoReads() throws Exception {
        var app = (HikariDataSource) engine.getBean(DataSource.class);
        var reader = engine.getBean("readerDataSource", HikariDataSource.class);
        assertThat(app.getPoolName()).isEqualTo("app");
        assertThat(app.getMaximumPoolSize()).isEqualTo(48);
        assertThat(reader.isReadOnly()).isTrue();
        assertThat(engine.getBean(JdbcTransactionManager.class).getDataSource()).isSameAs(app);
        var whoami = engine.getBean(JdbcClient.class).sql("select current_user");
        assertThat(whoami.query(String.class).single()).isEqualTo("packhouse_app");
        try (var connection = reader.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into read.probe values ('')"))
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void worksOnADatabaseGivenFromOutside() {
        try (var other = start(given(logins.app()))) {
            assertThat(other.getBean(DatabaseLogins.class).reader()).isEqualTo(logins.app());
            assertThat(other.getBeansOfType(EmbeddedPostgres.class)).isEmpty();
        }
    }

    @Test
    void aNodeWithoutTheOwnersLoginStartsOnceTheTablesAreMigrated() throws Exception {
        try (var other = start(withoutOwner())) {
            var current = other.getBean(Flyway.class).info().current();
            assertThat(Objects.requireNonNull(current).getVersion()).isNotNull();
        }
        forbidden(logins.app(), "delete from public.flyway_schema_history");
    }

    @Test
    void aNodeWithoutTheOwnersLoginRefusesTablesOfAnotherBuild() throws Exception {
        ask(logins.owner(), "create table public.history as table public.flyway_schema_history");
        ask(logins.owner(), "delete from public.flyway_schema_history where version = '0004'");
        try {
            assertThatThrownBy(() -> start(withoutOwner()))
                    .hasRootCauseInstanceOf(StartupException.class)
                    .hasRootCauseMessage(
                            "The tables do not fit this build: 1 migrations are pending, failed or differ.");
            ask(logins.owner(), "revoke select on public.flyway_schema_history from packhouse_app");
            assertThatThrownBy(() -> start(withoutOwner()))
                    .hasRootCauseMessage("The database has no tables of this build.");
        } finally {
            ask(
                    logins.owner(),
                    "insert into public.flyway_schema_history select * from public.history where version = '0004'");
            ask(logins.owner(), "drop table public.history");
        }
        Migrations.run(logins, "classpath:db/migration", "classpath:db/probe");
        start(withoutOwner()).close();
    }

    @Test
    void migratingNeedsALoginOfItsOwn() {
        var nodes = new DatabaseLogins(logins.app(), logins.app(), logins.reader(), logins.analyst());
        assertThatThrownBy(() -> Migrations.run(nodes))
                .isInstanceOf(StartupException.class)
                .hasMessage("There is no login for migrations.");
    }

    @Test
    void refusesAGivenLoginThatCouldRewriteEvents() {
        assertThatThrownBy(() -> start(given(logins.owner())))
                .hasRootCauseInstanceOf(StartupException.class)
                .hasRootCauseMessage("The app's login is allowed to UPDATE recorded events.");
    }

    private static String[] given(DatabaseLogin app) {
        return new String[] {
            "--packhouse.data=" + folder.resolve("other"),
            "--spring.datasource.url=" + app.url(),
            "--spring.datasource.username=" + app.user(),
            "--spring.datasource.password=" + app.password(),
            "--spring.flyway.user=" + logins.owner().user(),
            "--spring.flyway.password=" + logins.owner().password(),
        };
    }

    private static String[] withoutOwner() {
        return Arrays.stream(given(logins.app()))
                .filter(setting -> !setting.startsWith("--spring.flyway"))
                .toArray(String[]::new);
    }

    private static void forbidden(DatabaseLogin databaseLogin, String sql) {
        assertThatThrownBy(() -> ask(databaseLogin, sql))
                .as("%s: %s", databaseLogin.user(), sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
}
