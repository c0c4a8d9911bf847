package io.packhouse.app.maintenance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.packhouse.app.maintenance.MaintenanceRunner;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.postgres.DatabaseLogin;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Each check is run against something broken: checks of a stopped store on a restored one, checks
/// of a running engine on the shared engine.
@DisabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "Only for the embedded store")
class DoctorTest {

    @TempDir
    static Path folder;

    static Path data;
    static HttpServer provider;
    static int providerSays = 200;

    final MaintenanceRunner care = MaintenanceRunner.of(data);

    @BeforeAll
    static void restoreStore() throws Exception {
        var running = SharedEngine.shared().bean(DataDirectory.class).path();
        data = folder.resolve("data");
        MaintenanceRunner.of(running).done("backup", folder.resolve("shop.zip"));
        MaintenanceRunner.of(data)
                .done("restore", folder.resolve("shop.zip"), "--keys", folder.resolve("shop.keys.zip"));
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        provider = HttpServer.create(loopback, 0);
        provider.createContext("/", exchange -> {
            exchange.sendResponseHeaders(providerSays, -1);
            exchange.close();
        });
        provider.start();
    }

    @AfterAll
    static void close() {
        provider.stop(0);
    }

    private List<CheckResult> run() {
        return new Doctor(here().context(), Clock.systemUTC()).run();
    }

    private MaintenanceRunner here() {
        return care.with("packhouse.stripe.api-base", providerAddress())
                .with("packhouse.port", care.settings.getProperty("packhouse.port", "1"));
    }

    private static String providerAddress() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private CheckResult finding(String check) {
        return run().stream()
                .filter(one -> one.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private void broken(String check, String words) {
        found(check, CheckResult.Level.BROKEN, words);
    }

    private void found(String check, CheckResult.Level level, String words) {
        var finding = finding(check);
        assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.found()).contains(words);
        assertThat(finding.advice()).as("what to do").isNotBlank();
    }

    @Test
    void findsNothingInAHealthyStore() {
        var words = here().run("doctor");
        assertThat(words).as(care.out()).isZero();
        assertThat(care.out()).contains("✓ database").contains("✓ guard").contains("✓ projections");
        assertThat(here().run("doctor", "--json")).isZero();
        assertThat(care.out()).startsWith("{").contains("\"code\":0");
    }

    @Test
    void findsNothingInARunningEngine() {
        var running = SharedEngine.shared().bean(DataDirectory.class).path();
        var words = new Doctor(
                        MaintenanceRunner.of(running)
                                .with("packhouse.stripe.api-base", providerAddress())
                                .with("packhouse.port", "1")
                                .context(),
                        Clock.systemUTC())
                .run();
        assertThat(words)
                .filteredOn(one -> List.of("store", "guard", "clock", "secrets").contains(one.check()))
                .allMatch(one -> one.level() == CheckResult.Level.FINE)
                .anyMatch(one -> one.found().contains("in use"));
    }

    @Test
    void reportsThatThereIsNoStore() {
        var empty = MaintenanceRunner.of(folder.resolve("none")).with("packhouse.port", "1");
        empty.with("packhouse.stripe.api-base", providerAddress());
        assertThat(empty.run("doctor")).isZero();
        assertThat(empty.out()).contains("There is no store yet");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void findsAnOldJava() {
        assertThat(MachineChecks.java(Runtime.Version.parse("21.0.4")).level()).isEqualTo(CheckResult.Level.BROKEN);
    }

    @Test
    void findsAPortInUseByAnotherProgram() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            care.with("packhouse.port", Integer.toString(other.getLocalPort()));
            broken("port", "is in use by something");
        }
    }

    @Test
    void findsAFullDisk() {
        care.with(MachineChecks.LEAST_FREE, Long.toString(Long.MAX_VALUE / 8));
        broken("space", "MiB are free");
    }

    @Test
    void findsAnIncompleteFolder() throws IOException {
        var half = Files.createDirectories(folder.resolve("half"));
        Files.copy(data.resolve("store.properties"), half.resolve("store.properties"));
        Files.writeString(half.resolve("unfinished"), "BACKUP");
        var found = new Doctor(
                        MaintenanceRunner.of(half).with("packhouse.port", "1").context(), Clock.systemUTC())
                .run();
        assertThat(found)
                .anyMatch(one ->
                        one.level() == CheckResult.Level.BROKEN && one.found().contains("is not complete"));
    }

    @Test
    void findsSecretsReadableByOthers() throws IOException {
        var file = data.resolve("passwords.properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        broken("secrets", "passwords.properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void findsAnErasureListThatCannotBeWritten() {
        care.with("packhouse.erasure-list", folder.resolve("no/such/list").toString());
        broken("erasure list", "Persons cannot be erased");
    }

    @Test
    void findsTheWrongTypeOfStore() {
        care.with("packhouse.axonserver", "127.0.0.1:1");
        assertThat(DataDirectoryChecks.kind(care.context(), opened()).level()).isEqualTo(CheckResult.Level.BROKEN);
    }

    private static OfflineStore opened() {
        try (var store = OfflineStore.of(data, MaintenanceRunner.of(data).settings)) {
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsADatabaseThatDoesNotAnswer() {
        care.with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/packhouse");
        broken("database", "cannot connect");
        assertThat(finding("migrations").level()).isEqualTo(CheckResult.Level.SKIPPED);
    }

    @Test
    void findsProblemsInTheDatabase() throws SQLException {
        try (var rig = new Rig(SharedEngine.shared().bean(DatabaseLogins.class))) {
            care.with("spring.datasource.url", rig.url())
                    .with("spring.datasource.username", rig.app().user())
                    .with("spring.datasource.password", rig.app().password())
                    .with("spring.flyway.user", rig.owner().user())
                    .with("spring.flyway.password", rig.owner().password());
            found("roles", CheckResult.Level.WARNING, "may also write");
            care.with("packhouse.reader.username", rig.reader().user()).with("packhouse.reader.password", "wrong");
            broken("roles", "cannot log in");
            care.with("packhouse.reader.password", rig.reader().password());

            rig.owner("grant usage on schema keys to packhouse_reader");
            broken("roles", "may read the schema keys");
            rig.owner("revoke usage on schema keys from packhouse_reader");

            rig.owner("grant delete on events.domain_event_entry to packhouse_app");
            broken("guard", "is allowed to DELETE");
            rig.owner("revoke delete on events.domain_event_entry from packhouse_app");

            rig.owner("alter database %s set synchronous_commit = off".formatted(rig.name()));
            broken("settings", "synchronous_commit is off");
            rig.owner("alter database %s reset synchronous_commit".formatted(rig.name()));

            rig.owner("update public.flyway_schema_history set version = '8888' where version = '0004'");
            broken("migrations", "newer build");
            rig.owner("update public.flyway_schema_history set version = '0004' where version = '8888'");

            rig.owner("insert into engine.token_entry values ('projections', 0, convert_to('"
                    + "{\"globalIndex\":1}', 'UTF8'), 't', '2026-01-01T00:00:00Z', null)");
            broken("projections", "no node processes it");
            rig.owner("update engine.token_entry set owner = 'another-node', timestamp = now()::text");
            rig.owner("""
                    insert into events.domain_event_entry (global_index, event_identifier, type,
                    aggregate_identifier, sequence_number, time_stamp, payload_type,
                    payload, meta_data) overriding system value values (5000, 'a', 'T',
                    'a', 0, '2026-01-01T00:00:00Z', 'x', '{}', '{}')""");
            found("projections", CheckResult.Level.WARNING, "4,999 positions behind");

            rig.owner("""
                    insert into engine.dead_letter_entry (dead_letter_identifier,
                    processing_group, sequence_identifier, sequence_index, message_type,
                    event_identifier, timestamp, payload_type, payload, enqueued_at) values
                    ('a', 'g', 's', 0, 'm', 'e', 't', 'p', '', 't')""");
            found("dead letters", CheckResult.Level.WARNING, "1 events wait");
            rig.owner("""
                    insert into engine.parked_event (saga_type, saga_id, event_id, aggregate_id,
                    sequence_number, cause, attempts, parked_at, next_try_at) values
                    ('t', 's', 'e', 'a', 0, 'c', 1, now(), now())""");
            found("parked sagas", CheckResult.Level.WARNING, "1 orders wait");
            rig.owner("""
                    insert into engine.scheduled_tasks (task_name, task_instance, execution_time,
                    picked, version) values ('t', 'i', now() - interval '1 hour', false,
                    1)""");
            found("timers", CheckResult.Level.WARNING, "1 timers are more than a minute late");
        }
    }

    @Test
    void findsAWrongClock() throws Exception {
        for (var ahead : List.of(Duration.ofMillis(1_500), Duration.ofSeconds(3))) {
            var wrong = Clock.offset(Clock.systemUTC(), ahead);
            var finding = new Doctor(here().context(), wrong)
                    .run().stream()
                            .filter(one -> one.check().equals("clock"))
                            .findFirst()
                            .orElseThrow();
            assertThat(finding.level())
                    .isEqualTo(ahead.toSeconds() > 2 ? CheckResult.Level.BROKEN : CheckResult.Level.WARNING);
        }
    }

    @Test
    void findsAProviderThatDoesNotAnswerOrRejectsTheKey() {
        here();
        care.with("STRIPE_SECRET_KEY", "sk_test_a");
        found("webhooks", CheckResult.Level.BROKEN, "no webhook secret");
        care.with("STRIPE_WEBHOOK_SECRET", "whsec_a");
        assertThat(finding("webhooks").level()).isEqualTo(CheckResult.Level.FINE);
        providerSays = 401;
        broken("provider", "does not accept the key");
        providerSays = 200;
        var outside =
                care.with("packhouse.stripe.api-base", "http://127.0.0.1:1").context();
        assertThat(new ExternalServiceChecks(outside).run().getFirst().found()).contains("does not respond");
    }

    @Test
    void reportsThatOrdersCannotBePaidWithoutAProvider() {
        var without = MaintenanceRunner.of(folder.resolve("none")).context();
        assertThat(new ExternalServiceChecks(without).run())
                .allMatch(one -> one.level() == CheckResult.Level.SKIPPED)
                .anyMatch(one -> one.found().contains("payments are disabled"));
    }

    @Test
    void findsAnAxonServerThatDoesNotAnswer() {
        var outside = here().with("packhouse.axonserver", "127.0.0.1:1").context();
        var last = new ExternalServiceChecks(outside).run().getLast();
        assertThat(last.check()).isEqualTo("axon server");
        assertThat(last.level()).isEqualTo(CheckResult.Level.BROKEN);
    }

    /// A database of its own beside the shared engine's, in which the tests may break things.
    private record Rig(DatabaseLogins shared, String name) implements AutoCloseable {

        Rig(DatabaseLogins shared) throws SQLException {
            this(shared, "rig");
            superuser("drop database if exists rig with (force)");
            superuser("create database rig owner packhouse_owner");
            var migrations = Migrations.upTo(
                    MigrationVersion.LATEST, new DatabaseLogins(owner(), app(), reader(), shared.analyst()));
            migrations.migrate();
        }

        String url() {
            return shared.owner().url().replace("/packhouse?", "/" + name + "?");
        }

        DatabaseLogin owner() {
            return at(shared.owner());
        }

        DatabaseLogin app() {
            return at(shared.app());
        }

        DatabaseLogin reader() {
            return at(shared.reader());
        }

        private DatabaseLogin at(DatabaseLogin databaseLogin) {
            return new DatabaseLogin(url(), databaseLogin.user(), databaseLogin.password());
        }

        void owner(String sql) throws SQLException {
            sql(url(), sql);
        }

        private void sql(String url, String sql) throws SQLException {
            var owner = shared.owner();
            try (var connection = DriverManager.getConnection(url, owner.user(), owner.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private void superuser(String sql) throws SQLException {
            var passwords = new Properties();
            var data = SharedEngine.shared().bean(DataDirectory.class).path();
            try (var file = Files.newBufferedReader(data.resolve("passwords.properties"))) {
                passwords.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var url = shared.owner().url().replace("/packhouse?", "/postgres?");
            try (var connection = DriverManager.getConnection(url, "postgres", passwords.getProperty("postgres"));
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            superuser("drop database rig with (force)");
        }
    }
}
