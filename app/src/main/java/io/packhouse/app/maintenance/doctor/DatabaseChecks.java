package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.postgres.DatabaseLogin;
import io.packhouse.engine.postgres.EventStorePermissionCheck;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import io.packhouse.engine.startup.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Checks of the database: logins and permissions, durability settings, and migrations.
record DatabaseChecks(OfflineStore store, Connection owner) {

    List<CheckResult> run() throws SQLException {
        var found = new ArrayList<CheckResult>();
        found.add(roles());
        found.add(settings());
        found.add(migrations());
        found.add(guard());
        return found;
    }

    private CheckResult roles() {
        var databases = store.databases();
        var logins = new LinkedHashMap<String, DatabaseLogin>();
        logins.put("app", databases.app());
        logins.put("reader", databases.reader());
        logins.put("analyst", databases.analyst());
        var wrong = new ArrayList<String>();
        logins.forEach((name, login) -> {
            try (var connection = login.connect()) {
                if (!name.equals("app") && !login.equals(databases.app()) && canReadSecrets(connection)) {
                    wrong.add("the %s may read the schema keys or identity".formatted(name));
                }
            } catch (SQLException e) {
                wrong.add("the %s cannot log in (%s)".formatted(name, e.getMessage()));
            }
        });
        if (!wrong.isEmpty()) {
            return CheckResult.broken(
                    "roles",
                    "Of the logins " + String.join(", ", wrong) + ".",
                    "Set their passwords as configured, and revoke permissions that readers do not need.");
        }
        return databases.reader().equals(databases.app())
                ? CheckResult.warning(
                        "roles",
                        "Readers use the app's login, which may also write.",
                        "Name a login of their own with PACKHOUSE_READER_USERNAME.")
                : CheckResult.fine("roles", "App, reader and analyst can log in.");
    }

    private static boolean canReadSecrets(Connection connection) throws SQLException {
        var answer = new TableCatalog(connection)
                .text("select coalesce(bool_or(has_schema_privilege(to_regnamespace(name)::oid, 'usage')), false)::text"
                        + " from unnest(array['keys', 'identity']) as name");
        return "true".equals(answer);
    }

    private CheckResult settings() throws SQLException {
        var tables = new TableCatalog(owner);
        var fsync = tables.text("show fsync");
        var commit = tables.text("show synchronous_commit");
        var found = "fsync is %s, synchronous_commit is %s.".formatted(fsync, commit);
        return fsync.equals("on") && List.of("on", "remote_apply").contains(commit)
                ? CheckResult.fine("settings", found)
                : CheckResult.broken(
                        "settings",
                        found + " A power failure would lose committed data.",
                        "Set both to on for this database and its roles.");
    }

    private CheckResult migrations() {
        var info = Migrations.upTo(MigrationVersion.LATEST, store.databases()).info();
        var newer = Arrays.stream(info.applied())
                .filter(step -> step.getState().name().startsWith("FUTURE"))
                .map(step -> String.valueOf(step.getVersion()))
                .toList();
        var failed = Arrays.stream(info.all())
                .filter(step -> step.getState().isFailed())
                .toList();
        var current = info.current();
        if (!newer.isEmpty()) {
            return CheckResult.broken(
                    "migrations",
                    "The tables were migrated by a newer build: %s.".formatted(newer),
                    "Run the newer build, or restore an older backup.");
        }
        if (!failed.isEmpty()) {
            return CheckResult.broken(
                    "migrations",
                    "%s migrations failed.".formatted(failed.size()),
                    "Restore the backup made before, or repair them manually.");
        }
        if (info.pending().length > 0) {
            return CheckResult.warning(
                    "migrations",
                    "%s migrations are pending.".formatted(info.pending().length),
                    "Make a backup; the next start runs them.");
        }
        return CheckResult.fine(
                "migrations", "The tables have version %s.".formatted(current == null ? "none" : current.getVersion()));
    }

    private CheckResult guard() throws SQLException {
        var app = store.databases().app();
        try {
            new EventStorePermissionCheck(new DriverManagerDataSource(app.url(), app.user(), app.password()))
                    .afterPropertiesSet();
            return CheckResult.fine("guard", "The app's login can append events and not change them.");
        } catch (StartupException refused) {
            return CheckResult.broken("guard", refused.getMessage(), refused.advice());
        }
    }
}
