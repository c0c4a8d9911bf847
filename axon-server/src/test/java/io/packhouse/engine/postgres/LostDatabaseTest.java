package io.packhouse.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// An external database goes down or stops responding.
class LostDatabaseTest {

    @TempDir
    static Path folder;

    static DataDirectory data;
    static EmbeddedPostgres outside;
    static ConfigurableApplicationContext engine;

    @BeforeAll
    static void start() {
        data = DataDirectory.open(folder.resolve("outside"), EventStoreType.EMBEDDED);
        outside = EmbeddedPostgres.start(data);
        engine = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--packhouse.data=" + folder.resolve("engine"),
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=" + outside.app().url(),
                        "--spring.datasource.username=" + outside.app().user(),
                        "--spring.datasource.password=" + outside.app().password(),
                        "--spring.flyway.user=" + outside.owner().user(),
                        "--spring.flyway.password=" + outside.owner().password());
    }

    @AfterAll
    static void stop() {
        engine.close();
        outside.close();
        data.close();
    }

    @Test
    void callersFailAtOnceWhileItIsDownAndItIsFoundAgain() {
        assertThat(ask("select 1")).isEqualTo(1);
        outside.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> millisToRefuse() < 100);
        outside.restart();
        awaitAnswer();
    }

    @Test
    void aRunningQueryIsAbortedWhenItStopsResponding() throws Exception {
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = asking.submit((Callable<Integer>) () -> ask("select 1 from pg_sleep(60)"));
            await().until(() -> isAtWork("select 1 from pg_sleep(60)"));
            signal("STOP");
            try {
                assertThatThrownBy(() -> asked.get(10, TimeUnit.SECONDS))
                        .hasRootCauseInstanceOf(java.io.IOException.class);
                assertThat(millisToRefuse()).isLessThan(100);
            } finally {
                signal("CONT");
            }
            awaitAnswer();
            // Its client is gone, so PostgreSQL cancels it.
            await().atMost(Duration.ofSeconds(10)).until(() -> !isAtWork("select 1 from pg_sleep(60)"));
        }
    }

    private static void awaitAnswer() {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask("select 1"), one -> one == 1);
    }

    private static int ask(String sql) {
        try (var connection = engine.getBean(DataSource.class).getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAtWork(String sql) {
        return ask("select count(*) from pg_stat_activity where state = 'active' and query = '" + sql + "'") > 0;
    }

    private static long millisToRefuse() {
        var begun = System.nanoTime();
        try {
            ask("select 1");
            return Long.MAX_VALUE;
        } catch (IllegalStateException e) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        }
    }

    private static void signal(String name) throws Exception {
        var file = folder.resolve("outside/postgres/postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        kill(name, postmaster);
        for (var process : postmaster.children().toList()) {
            kill(name, process);
        }
    }

    private static void kill(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
