package io.packhouse.app.maintenance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.maintenance.MaintenanceRunner;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.encryption.ErasedPersons;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import io.packhouse.engine.startup.StartupException;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.RunningEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A shop is saved while eight people buy in it, and is killed right after. The restored store has
/// the same event log, byte by byte, and its open orders are completed.
@DisabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "Only for the embedded store; MoveStoryTest runs on both")
class BackupStoryTest {

    @TempDir
    static Path folder;

    static final String ERASED = "per_01jd00000000000000000000e1";

    static Sandbox sandbox;
    static LoadGenerator market;
    static Path archive;
    static Path keys;
    static ArchiveManifest manifest;

    @BeforeAll
    static void saveUnderLoadAndDie() throws Exception {
        var port = FreePort.any();
        sandbox = LoadGenerator.sandbox(folder, port);
        archive = folder.resolve("shop.zip");
        keys = folder.resolve("shop.keys.zip");
        try (var engine = new KillableEngine(folder, port, sandbox.baseUri())) {
            engine.start("");
            market = new LoadGenerator(folder.resolve("data"), port);
            market.open();
            signUp(engine.jdbc());
            try (var buyers = market.buyers()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> buyers.paid() > 40);
                var done = MaintenanceRunner.of(folder.resolve("data")).done("backup", archive);
                assertThat(done.path("events").asLong()).isGreaterThan(400);
                var saved = buyers.paid();
                await().atMost(Duration.ofMinutes(2)).until(() -> buyers.paid() > saved + 20);
                engine.kill();
            }
        }
        try (var read = ArchiveReader.open(archive)) {
            manifest = read.manifest();
        }
    }

    /// What lets a person sign in.
    private static void signUp(JdbcClient jdbc) {
        for (var insert : List.of("""
                insert into engine.api_key (key_id, owner, prefix, name, scopes, hash, created_at)
                values ('key_erased', ?, 'phk_erased', 'name', '{orders:read}', 'hash', now())""", """
                insert into identity.credential
                    (person_id, address_hash, address, verified, administrator, created_by, created_at)
                values (?, 'hash', 'address', true, false, 'anonymous', now())""", """
                insert into identity.second_factor (person_id, secret, begun_at, last_step)
                values (?, 'secret', now(), 0)""", """
                insert into identity.passkey (credential_id, person_id, label, public_key, attestation,
                    signature_count, backup_eligible, backed_up, transports, created_at)
                values ('id', ?, 'label', '', '', 0, false, false, '', now())""", """
                insert into identity.recovery_code (person_id, code_hash)
                values (?, 'hash')""", """
                insert into identity.sign_in_session
                    (person_id, session_id, browser, network, agent, created_at, last_used_at, expires_at)
                values (?, 'ses_erased', true, '127.0.0.1', 'curl', now(), now(), now() + interval '1 day')""", """
                insert into identity.known_network (address_hash, network, seen_at)
                select address_hash, '127.0.0.1', now() from identity.credential where person_id = ?""", """
                insert into identity.authentication_log (person_id, at, type, network, agent)
                values (?, now(), 'SIGNED_IN', '127.0.0.1', 'curl')""")) {
            jdbc.sql(insert).param(ERASED).update();
        }
    }

    @AfterAll
    static void closeProvider() {
        sandbox.close();
    }

    @Test
    void aRestoredStoreHasTheSameEventsAndCompletesItsOpenOrders() throws Exception {
        var before = folder.resolve("data");
        var after = folder.resolve("restored/data");
        Files.createDirectories(after.getParent());

        MaintenanceRunner.of(after).done("restore", archive, "--keys", keys);

        assertThat(LoadGenerator.hash(after(after)))
                .as("all events, against those of the first store at that moment")
                .isEqualTo(LoadGenerator.hash(after(before), manifest))
                .isNotEqualTo(LoadGenerator.hash(after(before)));
        assertThat(after.resolve("passwords.properties"))
                .hasSameTextualContentAs(before.resolve("passwords.properties"));
        // Read before the engine starts, because it completes them at once.
        try (var store = after(after)) {
            var books = new LedgerAudit(jdbc(store), sandbox.baseUri().toString());
            assertThat(books.undecided()).as("orders under way").isNotEmpty();
        }

        try (var engine = new KillableEngine(folder.resolve("restored"), market.port(), sandbox.baseUri())) {
            engine.start("");
            var books = new LedgerAudit(engine.jdbc(), sandbox.baseUri().toString());
            market.everyOrderComesToItsEnd(engine, books);
            market.chargedOnceAndKnown(engine, books);
        }
    }

    /// A schema that neither archive contains would be lost with the machine.
    @Test
    void everyTableIsInOneOfTheTwoArchives() throws Exception {
        var saved = new TreeSet<String>();
        try (var read = ArchiveReader.open(keys)) {
            read.manifest().tables().forEach(table -> saved.add(table.name()));
        }
        manifest.tables().forEach(table -> saved.add(table.name()));
        var there = new TreeSet<String>();
        try (var store = after(folder.resolve("data"));
                var owner = store.databases().owner().connect();
                var rows = owner.createStatement().executeQuery("""
                                        select format('%I.%I', schemaname, tablename) from pg_tables
                                        where schemaname not in ('pg_catalog', 'information_schema')
                                            and tablename <> 'flyway_schema_history'
                                        """)) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        assertThat(there).contains("operations.operation_log").isEqualTo(saved);
    }

    private static OfflineStore after(Path data) throws Exception {
        return OfflineStore.of(data, MaintenanceRunner.of(data).settings);
    }

    private static JdbcClient jdbc(OfflineStore store) {
        var login = store.databases().app();
        var source = new DriverManagerDataSource(login.url(), login.user(), login.password());
        return JdbcClient.create(source);
    }

    @Test
    void aPersonErasedAfterTheBackupStaysErased() throws Exception {
        var first = folder.resolve("data");
        var restored = folder.resolve("forgetful");
        var list = folder.resolve("outside.erased");
        String person;
        try (var store = after(first);
                var reader = store.databases().app().connect()) {
            person = new TableCatalog(reader).text("""
                            select person_id from keys.person_key where wrapped is not
                            null order by created_at limit 1""");
        }
        Files.writeString(list, person + "\n" + ERASED + "\n");
        var care = MaintenanceRunner.of(restored).with("packhouse.erasure-list", list.toString());
        var done = care.done("restore", archive, "--keys", keys);
        assertThat(done.path("erasedAgain").asInt()).isEqualTo(1);
        try (var store = after(restored);
                var reader = store.databases().app().connect()) {
            var tables = new TableCatalog(reader);
            assertThat(tables.number("select count(*) from keys.person_key where wrapped is null"))
                    .isEqualTo(1);
            assertThat(tables.text("select person_id from keys.person_key where wrapped is null"))
                    .isEqualTo(person);
            for (var rows : List.of(
                    "engine.api_key where owner",
                    "identity.credential where person_id",
                    "identity.second_factor where person_id",
                    "identity.recovery_code where person_id",
                    "identity.passkey where person_id",
                    "identity.sign_in_session where person_id")) {
                assertThat(tables.number("select count(*) from " + rows + " = '" + ERASED + "'"))
                        .as(rows)
                        .isZero();
            }
            assertThat(tables.number("select count(*) from identity.known_network where address_hash = 'hash'"))
                    .isZero();
            assertThat(tables.number("select count(*) from identity.authentication_log where person_id = '" + ERASED
                            + "' and network is null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void theErasureListIsOutsideTheDataFolder() {
        var settings = MaintenanceRunner.of(folder.resolve("data")).settings;
        assertThat(ErasedPersons.of(settings).file()).isEqualTo(folder.resolve("data.erased"));
        settings.setProperty("packhouse.shared-data", folder.resolve("all").toString());
        assertThat(ErasedPersons.of(settings).file()).isEqualTo(folder.resolve("all.erased"));
    }

    @Test
    void keysAreOnlyInTheSecondArchive() throws Exception {
        try (var store = ArchiveReader.open(archive);
                var secret = ArchiveReader.open(keys)) {
            assertThat(store.manifest().table("keys.person_key")).isEmpty();
            assertThat(store.manifest().files()).noneMatch(part -> part.entry().matches(".*(keys/|passwords).*"));
            assertThat(secret.manifest().table("keys.person_key").orElseThrow().rows())
                    .isPositive();
            assertThat(secret.manifest().files())
                    .extracting(ArchiveManifest.Part::entry)
                    .contains("files/passwords.properties", "files/keys/persons-master");
        }
        assertThat(Files.getPosixFilePermissions(keys).toString()).doesNotContain("OTHERS");
    }

    @Test
    void aKilledBackupLeavesNoArchive() throws Exception {
        var target = folder.resolve("killed").resolve("shop.zip");
        var code = MaintenanceRunner.killedAt("archive.entry:9", folder.resolve("data"), Map.of(), "backup", target);
        assertThat(code).isEqualTo(137);
        assertThat(target).doesNotExist();
        assertThat(MaintenanceRunner.of(folder.resolve("data")).run("backup", "--verify", target))
                .isEqualTo(1);
        MaintenanceRunner.of(folder.resolve("data")).done("backup", target);
        assertThat(MaintenanceRunner.of(folder.resolve("data")).run("backup", "--verify", target))
                .isZero();
    }

    @Test
    void noEngineOpensAnUnfinishedRestore() throws Exception {
        var data = folder.resolve("half");
        var code = MaintenanceRunner.killedAt("archive.loaded:7", data, Map.of(), "restore", archive, "--keys", keys);
        assertThat(code).isEqualTo(137);
        assertThatThrownBy(() -> DataDirectory.open(data, EventStoreType.EMBEDDED))
                .isInstanceOfSatisfying(
                        StartupException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(StartupException.Reason.UNFINISHED));

        MaintenanceRunner.of(data).done("restore", archive, "--keys", keys);
        DataDirectory.open(data, EventStoreType.EMBEDDED).close();
        assertThat(LoadGenerator.hash(after(data)))
                .isEqualTo(LoadGenerator.hash(after(folder.resolve("data")), manifest));
    }

    @Test
    void restoresOnlyIntoAnEmptyFolder() {
        var care = MaintenanceRunner.of(folder.resolve("data"));
        assertThat(care.run("restore", archive)).isEqualTo(1);
        assertThat(care.err()).contains("is not empty").contains("nothing was changed");
    }

    @Test
    void everyFlippedByteIsFoundAndNamed() throws Exception {
        var bytes = Files.readAllBytes(archive);
        var random = new Random(20261121);
        var named = new ArrayList<String>();
        for (var tries = 0; tries < 60; tries++) {
            var at = random.nextInt(bytes.length);
            var damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            var file = folder.resolve("damaged.zip");
            Files.write(file, damaged);
            var care = MaintenanceRunner.of(folder.resolve("nowhere"));
            var code = care.run("backup", "--verify", file);
            if (code == 0) {
                // A date in the ZIP's own lists: every entry is still what was saved.
                try (var read = ArchiveReader.open(file)) {
                    assertThat(read.manifest()).isEqualTo(manifest);
                    assertThat(read.damage(Progress.silent())).isEmpty();
                }
            } else {
                named.add(care.out() + care.err());
            }
        }
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named)
                .allMatch(words -> words.contains("tables/")
                        || words.contains("files/")
                        || words.contains("manifest.json")
                        || words.contains("not a complete archive"));
        assertThat(named).anyMatch(words -> words.contains("events.domain_event_entry"));
        var care = MaintenanceRunner.of(folder.resolve("nowhere"));
        assertThat(care.run("restore", folder.resolve("damaged.zip"))).isEqualTo(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void keepDeletesOlderBackups() throws Exception {
        var backups = Files.createDirectories(folder.resolve("backups"));
        for (var day = 10; day < 15; day++) {
            Files.writeString(backups.resolve("packhouse-202611%sT000000Z.zip".formatted(day)), "");
            var its = backups.resolve("packhouse-202611%sT000000Z.keys.zip".formatted(day));
            Files.writeString(its, "");
        }
        Files.writeString(backups.resolve("by-hand.zip"), "");
        var care = MaintenanceRunner.of(folder.resolve("data"));
        assertThat(care.done("backup", backups, "--keep", 2).path("deleted").size())
                .isEqualTo(4);
        try (var left = Files.list(backups)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .hasSize(5)
                    .contains("by-hand.zip", "packhouse-20261114T000000Z.zip")
                    .contains("packhouse-20261114T000000Z.keys.zip");
        }
        assertThat(care.run("backup", backups, "--keep", 0)).isEqualTo(2);
    }

    @Test
    void reportsItsProgress() {
        var care = MaintenanceRunner.of(folder.resolve("data"));
        assertThat(care.run("backup", folder.resolve("progress.zip"))).isZero();
        assertThat(care.err()).contains("Saving tables").contains("100 %").doesNotContain("\r");
        assertThat(care.out()).startsWith("Saved ").contains("store them in another place");
        assertThat(care.run("backup", folder.resolve("progress.zip"), "--json")).isZero();
        assertThat(care.err().lines()).allMatch(line -> line.startsWith("{"));
        assertThat(care.onTerminal("backup", folder.resolve("progress.zip"))).isZero();
        assertThat(care.err()).contains("\r\033[K").doesNotContain("\n");
    }

    @Test
    void aPersonErasedInTheEngineIsOnTheErasureList() throws Exception {
        var data = folder.resolve("list/data");
        Files.createDirectories(data.getParent());
        var care = MaintenanceRunner.of(data);
        care.done("restore", archive, "--keys", keys);
        try (var store = after(data)) {
            var jdbc = jdbc(store);
            var master = Secrets.in(data).bytes("persons-master");
            var list = ErasedPersons.of(care.settings);
            new PersonKeyStore(jdbc, master, Clock.systemUTC(), list, true).erase(RunningEngine.person(101));
            assertThat(list.all()).containsExactly(RunningEngine.person(101).value());
        }
    }
}
