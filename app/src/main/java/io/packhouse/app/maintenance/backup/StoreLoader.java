package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.archive.HashingOutputStream;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.app.maintenance.store.TableCopy;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads the tables of a store in one transaction and compares each with the archive, so that
/// either all or none are restored.
final class StoreLoader implements AutoCloseable {

    private final OfflineStore store;
    private final Connection connection;
    private final TableCatalog tableCatalog;
    private final Progress progress;

    StoreLoader(OfflineStore store, Progress progress) throws SQLException {
        this.store = store;
        this.progress = progress;
        connection = store.databases().owner().connect();
        connection.setAutoCommit(false);
        tableCatalog = TableCatalog.of(connection);
    }

    void load(ArchiveReader archive) throws IOException, SQLException {
        var archiveManifest = archive.manifest();
        var here = matching(archiveManifest.tables());
        if (here.isEmpty()) {
            return;
        }
        tableCatalog.run("truncate "
                + String.join(", ", here.stream().map(TableCatalog.Table::name).toList()));
        progress.begin(
                "Restoring tables",
                archiveManifest.tables().stream()
                        .mapToLong(table -> table.part().bytes())
                        .sum(),
                "bytes");
        var copies = TableCopy.on(connection, progress);
        for (var table : archiveManifest.tables()) {
            var target = new TableCatalog.Table(table.name(), table.columns(), table.order());
            try (var in = archive.entry(table.part().entry())) {
                var rows = copies.in(target, in);
                require(rows == table.rows(), table, "has %s rows".formatted(rows));
            } catch (SQLException e) {
                throw new MaintenanceException("%s cannot be loaded: %s".formatted(table.name(), e.getMessage()), e);
            }
        }
        progress.end();
        for (var sequence : archiveManifest.sequences()) {
            tableCatalog.run(
                    "select setval('%s', %s, %s)".formatted(sequence.name(), sequence.last(), sequence.called()));
        }
        compare(archiveManifest);
    }

    /// The loaded rows must equal the saved ones, byte for byte.
    private void compare(ArchiveManifest archiveManifest) throws IOException {
        progress.begin("Comparing tables", archiveManifest.rows(), "rows");
        var copies = copies();
        for (var table : archiveManifest.tables()) {
            var hashing = new HashingOutputStream(OutputStream.nullOutputStream());
            copies.out(new TableCatalog.Table(table.name(), table.columns(), table.order()), hashing);
            var found = hashing.part(table.part().entry());
            require(found.equals(table.part()), table, "has other rows than the archive");
        }
        progress.end();
    }

    private TableCopy copies() {
        try {
            return TableCopy.on(connection, progress);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean right, ArchiveManifest.Table table, String otherwise) {
        if (!right) {
            throw new MaintenanceException(table.name() + " " + otherwise + ": nothing was restored.");
        }
    }

    private List<TableCatalog.Table> matching(List<ArchiveManifest.Table> saved) throws SQLException {
        var all = tableCatalog.all(_ -> true);
        var found = new ArrayList<TableCatalog.Table>();
        for (var table : saved) {
            var here = all.stream()
                    .filter(one -> one.name().equals(table.name()))
                    .findFirst()
                    .orElse(null);
            require(matches(table, here), table, "has other columns in this build");
            found.add(here);
        }
        return found;
    }

    private static boolean matches(ArchiveManifest.Table saved, TableCatalog.@Nullable Table here) {
        return here != null && here.columns().equals(saved.columns());
    }

    /// Erases persons again who were erased after the backup, with what lets them sign in.
    int erase(List<String> persons) throws SQLException {
        for (var change : List.of(
                "delete from engine.mail where person_id",
                "delete from engine.api_key where owner",
                "delete from identity.one_time_token where person_id",
                "delete from identity.account_request where person_id",
                "delete from identity.second_factor where person_id",
                "delete from identity.recovery_code where person_id",
                "delete from identity.passkey where person_id",
                "delete from identity.sign_in_challenge where person_id",
                "delete from identity.second_factor_attempt where person_id",
                "delete from identity.sign_in_session where person_id",
                "delete from identity.known_network k using identity.credential c"
                        + " where c.address_hash = k.address_hash and c.person_id",
                "update identity.authentication_log set network = null where network <> 'engine' and person_id",
                "delete from identity.credential where person_id")) {
            try (var statement = connection.prepareStatement(change + " = any(?)")) {
                statement.setArray(1, connection.createArrayOf("text", persons.toArray()));
                statement.executeUpdate();
            }
        }
        try (var statement = connection.prepareStatement(
                "update keys.person_key set wrapped = null where wrapped is not null and person_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", persons.toArray()));
            return statement.executeUpdate();
        }
    }

    Connection connection() {
        return connection;
    }

    /// After this an engine can open the database.
    void commit() throws SQLException {
        store.finish(connection);
        connection.commit();
        connection.setAutoCommit(true);
        tableCatalog.run("analyze");
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // Rolls back what is not committed.
    }
}
