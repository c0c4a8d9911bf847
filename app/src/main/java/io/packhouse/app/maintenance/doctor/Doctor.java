package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Checks the environment of an engine from outside and changes nothing.
final class Doctor {

    private static final List<String> NEED_A_DATABASE =
            List.of("roles", "settings", "migrations", "guard", "events", "projections", "clock", "outbox");

    private final MaintenanceContext here;
    private final Clock clock;

    Doctor(MaintenanceContext here, Clock clock) {
        this.here = here;
        this.clock = clock;
    }

    List<CheckResult> run() {
        var found = new ArrayList<>(new MachineChecks(here).run());
        found.addAll(new DataDirectoryChecks(here).run());
        store(found);
        found.addAll(new ExternalServiceChecks(here).run());
        found.add(new MailChecks(here).server());
        return found;
    }

    private void store(List<CheckResult> found) {
        if (Files.notExists(here.data().resolve("store.properties")) && !OfflineStore.isGiven(here.settings())) {
            found.add(CheckResult.skipped("database", "There is no store yet."));
            return;
        }
        try (var store = OfflineStore.of(here.data(), here.settings())) {
            found.add(DataDirectoryChecks.kind(here, store));
            found.addAll(database(store));
        } catch (StartupException refused) {
            found.add(CheckResult.broken("database", refused.getMessage(), refused.advice()));
        } catch (IOException | UncheckedIOException e) {
            found.add(CheckResult.broken(
                    "database",
                    String.valueOf(e.getMessage()),
                    "PostgreSQL's log is %s.".formatted(here.data().resolve("postgres.log"))));
        }
    }

    private List<CheckResult> database(OfflineStore store) {
        var found = new ArrayList<CheckResult>();
        try (var owner = store.databases().owner().connect()) {
            var version = new TableCatalog(owner).text("show server_version");
            found.add(CheckResult.fine("database", "PostgreSQL %s answers.".formatted(version)));
            found.addAll(new DatabaseChecks(store, owner).run());
            found.addAll(new EventLogChecks(here, store, owner, clock).run());
            found.add(new MailChecks(here).outbox(owner));
        } catch (SQLException e) {
            found.add(CheckResult.broken(
                    "database",
                    "%s cannot connect: %s".formatted(store.databases().owner(), e.getMessage()),
                    "Check the address and the login: SPRING_DATASOURCE_URL,"
                            + " SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD."));
            NEED_A_DATABASE.stream()
                    .filter(check -> found.stream().noneMatch(one -> one.check().equals(check)))
                    .forEach(check -> found.add(CheckResult.skipped(check, "Needs the database.")));
        }
        return found;
    }
}
