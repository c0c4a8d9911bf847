package io.packhouse.app.care;

import io.packhouse.engine.postgres.OpenedStore;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills the tables of a store in one transaction and compares each with what was saved, so that
/// there is everything or nothing.
final class StoreFilling implements AutoCloseable {

    private final OpenedStore store;
    private final Connection connection;
    private final Tables tables;
    private final Progress progress;

    StoreFilling(OpenedStore store, Progress progress) throws SQLException {
        this.store = store;
        this.progress = progress;
        connection = store.databases().owner().connect();
        connection.setAutoCommit(false);
        tables = Tables.of(connection);
    }

    void load(ArchiveReader archive) throws IOException, SQLException {
        var manifest = archive.manifest();
        var here = matching(manifest.tables());
        if (here.isEmpty()) {
            return;
        }
        tables.run("truncate " + String.join(", ", here.stream().map(Tables.Table::name).toList()));
        progress.begin(
                "Restoring tables",
                manifest.tables().stream().mapToLong(table -> table.part().bytes()).sum(),
                "bytes");
        var copies = RowCopy.on(connection, progress);
        for (var table : manifest.tables()) {
            var target = new Tables.Table(table.name(), table.columns(), table.order());
            try (var in = archive.entry(table.part().entry())) {
                var rows = copies.in(target, in);
                require(rows == table.rows(), table, "has %s rows".formatted(rows));
            } catch (SQLException e) {
                throw new CareRefused(
                        "%s cannot be loaded: %s".formatted(table.name(), e.getMessage()), e);
            }
        }
        progress.end();
        for (var sequence : manifest.sequences()) {
            tables.run(
                    "select setval('%s', %s, %s)"
                            .formatted(sequence.name(), sequence.last(), sequence.called()));
        }
        compare(manifest);
    }

    /// What lies in the tables now must be what was saved, byte for byte.
    private void compare(Manifest manifest) throws IOException {
        progress.begin("Comparing tables", manifest.rows(), "rows");
        var copies = copies();
        for (var table : manifest.tables()) {
            var hashing = new Hashing(OutputStream.nullOutputStream());
            copies.out(new Tables.Table(table.name(), table.columns(), table.order()), hashing);
            var found = hashing.part(table.part().entry());
            require(found.equals(table.part()), table, "holds other rows than were saved");
        }
        progress.end();
    }

    private RowCopy copies() {
        try {
            return RowCopy.on(connection, progress);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean right, Manifest.Table table, String otherwise) {
        if (!right) {
            throw new CareRefused(table.name() + " " + otherwise + ": nothing was restored.");
        }
    }

    private List<Tables.Table> matching(List<Manifest.Table> saved) throws SQLException {
        var all = tables.all(_ -> true);
        var found = new ArrayList<Tables.Table>();
        for (var table : saved) {
            var here =
                    all.stream()
                            .filter(one -> one.name().equals(table.name()))
                            .findFirst()
                            .orElse(null);
            require(matches(table, here), table, "has another shape in this build");
            found.add(here);
        }
        return found;
    }

    private static boolean matches(Manifest.Table saved, Tables.@Nullable Table here) {
        return here != null && here.columns().equals(saved.columns());
    }

    /// Makes unreadable again what belongs to persons who were forgotten since.
    int forget(List<String> persons) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "update keys.person_key set wrapped = null"
                                + " where wrapped is not null and person_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", persons.toArray()));
            return statement.executeUpdate();
        }
    }

    Connection connection() {
        return connection;
    }

    /// From here on an engine may open the database.
    void commit() throws SQLException {
        store.finish(connection);
        connection.commit();
        connection.setAutoCommit(true);
        tables.run("analyze");
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // What is not committed is gone with it.
    }
}
