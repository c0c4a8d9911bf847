package io.packhouse.engine.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.DatabaseLogin;
import io.packhouse.engine.startup.StartupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void keepsRowsAndItsPortFromStartToStart() throws Exception {
        String url;
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            url = database.owner().url();
            ask(database.owner(), "create schema probe");
            ask(database.owner(), "create table probe.kept as select 7 as number");
        }
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            assertThat(database.owner().url()).isEqualTo(url);
            assertThat(ask(database.owner(), "select number from probe.kept")).isEqualTo("7");
        }
    }

    @Test
    void canBeRestartedAtTheSamePort() throws Exception {
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            ask(database.owner(), "create schema probe");
            assertThat(database.isRunning()).isTrue();
            var file = folder.resolve("postgres/postmaster.pid");
            var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            while (database.isRunning()) {
                Thread.sleep(10);
            }
            database.restart();
            assertThat(ask(database.owner(), "select count(*) from pg_namespace where nspname = 'probe'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void writesToTheDiskBeforeItAnswers() throws Exception {
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(ask(database.app(), "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(ask(database.app(), "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void countsStatementsForItsSuperuserOnly() throws Exception {
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            ask(database.app(), "select 4711 as counted");
            ask(database.app(), "select 4712 as counted");
            var calls = "select sum(calls) from public.pg_stat_statements where query = 'select $1 as counted'";
            var password = GeneratedPasswords.of(folder).of(GeneratedPasswords.SUPERUSER);
            var superuser = new DatabaseLogin(database.app().url(), GeneratedPasswords.SUPERUSER, password);
            assertThat(ask(superuser, calls)).isEqualTo("2");
            assertThatThrownBy(() -> ask(database.analyst(), calls))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void requiresAPassword() {
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            for (var databaseLogin : new DatabaseLogin[] {database.app(), database.owner(), superuser(database)}) {
                var wrong = new DatabaseLogin(databaseLogin.url(), databaseLogin.user(), "guess");
                assertThatThrownBy(() -> ask(wrong, "select 1"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void hidesItsFilesFromOtherUsers() throws Exception {
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            assertThat(database.app().toString()).doesNotContain(database.app().password());
            assertThat(permissions(folder)).isEqualTo("rwx------");
            for (var file : new String[] {"passwords.properties", "store.properties", "lock"}) {
                assertThat(permissions(folder.resolve(file))).as(file).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void choosesAnotherPortWhenItsOwnIsTaken() throws Exception {
        try (var data = open()) {
            var first = PortAllocation.of(data);
            try (var _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
                    var database = EmbeddedPostgres.start(data)) {
                assertThat(database.app().url()).doesNotContain(":" + first + "/");
                assertThat(ask(database.app(), "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void takesOverFromAKilledRun() throws Exception {
        var killed = KilledRun.on(folder);
        try (var words = killed.inputReader()) {
            assertThat(words.lines().anyMatch("ready"::equals)).isTrue();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("another process (pid %s)".formatted(killed.pid()));
        }
        kill(killed);
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            assertThat(ask(database.owner(), "select number from probe.kept")).isEqualTo("7");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 900, 1200, 1600, 2000})
    void repairsAFirstStartKilledAnywhere(int milliseconds) throws Exception {
        var killed = KilledRun.on(folder);
        assertThat(killed.waitFor(milliseconds, TimeUnit.MILLISECONDS)).isFalse();
        kill(killed);
        try (var data = open();
                var database = EmbeddedPostgres.start(data)) {
            for (var databaseLogin : new DatabaseLogin[] {database.app(), database.reader(), database.analyst()}) {
                assertThat(ask(databaseLogin, "select current_user")).isEqualTo(databaseLogin.user());
            }
        }
    }

    private DataDirectory open() {
        return DataDirectory.open(folder, EventStoreType.EMBEDDED);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static DatabaseLogin superuser(EmbeddedPostgres database) {
        return new DatabaseLogin(database.owner().url(), GeneratedPasswords.SUPERUSER, "");
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    public static String ask(DatabaseLogin databaseLogin, String sql) throws SQLException {
        try (var connection = databaseLogin.connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var answer = statement.getResultSet();
            return answer.next() ? answer.getString(1) : "";
        }
    }
}
