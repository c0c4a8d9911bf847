package io.packhouse.app.care;

import io.packhouse.engine.postgres.OpenedStore;
import io.packhouse.engine.postgres.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Looks at everything an engine stands on, from outside it, and changes nothing.
final class Doctor {

    private static final List<String> NEED_A_DATABASE =
            List.of("roles", "settings", "migrations", "guard", "events", "projections", "clock");

    private final Surroundings here;
    private final Clock clock;

    Doctor(Surroundings here, Clock clock) {
        this.here = here;
        this.clock = clock;
    }

    List<Finding> look() {
        var found = new ArrayList<>(new MachineChecks(here).look());
        found.addAll(new FolderChecks(here).look());
        store(found);
        found.addAll(new OutsideChecks(here).look());
        return found;
    }

    private void store(List<Finding> found) {
        if (Files.notExists(here.data().resolve("store.properties"))
                && !OpenedStore.isGiven(here.settings())) {
            found.add(Finding.skipped("database", "There is no store yet."));
            return;
        }
        try (var store = OpenedStore.of(here.data(), here.settings())) {
            found.add(FolderChecks.kind(here, store));
            found.addAll(database(store));
        } catch (StartRefused refused) {
            found.add(Finding.broken("database", refused.getMessage(), refused.advice()));
        } catch (IOException | UncheckedIOException e) {
            found.add(
                    Finding.broken(
                            "database",
                            String.valueOf(e.getMessage()),
                            "PostgreSQL's own words are in %s."
                                    .formatted(here.data().resolve("postgres.log"))));
        }
    }

    private List<Finding> database(OpenedStore store) {
        var found = new ArrayList<Finding>();
        try (var owner = store.databases().owner().connect()) {
            var version = new Tables(owner).text("show server_version");
            found.add(Finding.fine("database", "PostgreSQL %s answers.".formatted(version)));
            found.addAll(new DatabaseChecks(store, owner).look());
            found.addAll(new LogChecks(here, store, owner, clock).look());
        } catch (SQLException e) {
            found.add(
                    Finding.broken(
                            "database",
                            "%s cannot ask: %s"
                                    .formatted(store.databases().owner(), e.getMessage()),
                            "Check the address and the login: SPRING_DATASOURCE_URL,"
                                    + " SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD."));
            NEED_A_DATABASE.stream()
                    .filter(check -> found.stream().noneMatch(one -> one.check().equals(check)))
                    .forEach(check -> found.add(Finding.skipped(check, "Needs the database.")));
        }
        return found;
    }
}
