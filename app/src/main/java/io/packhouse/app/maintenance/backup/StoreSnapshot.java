package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveWriter;
import io.packhouse.app.maintenance.archive.HashingOutputStream;
import io.packhouse.app.maintenance.store.ExportedEvent;
import io.packhouse.app.maintenance.store.PostgresRawEventStore;
import io.packhouse.app.maintenance.store.RawEventStore;
import io.packhouse.app.maintenance.store.StoreFiles;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.app.maintenance.store.TableCopy;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads everything in a database in one snapshot, while others write.
final class StoreSnapshot implements AutoCloseable {

    private static final String TABLES = "tables/";
    private static final String EVENT_LINES = "events.jsonl";

    private final OfflineStore store;
    private final Connection connection;
    private final TableCatalog tableCatalog;
    private final Progress progress;

    StoreSnapshot(OfflineStore store, Progress progress) throws SQLException {
        this.store = store;
        this.progress = progress;
        connection = store.databases().owner().connect();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        tableCatalog = TableCatalog.of(connection);
    }

    /// When an event server is given, its events are read after the tables, because the server has
    /// events before the tables do.
    ArchiveManifest write(
            ArchiveWriter archive,
            ArchiveManifest.Content content,
            List<StoreFiles> files,
            @Nullable RawEventStore server)
            throws IOException, SQLException {
        var wanted = tableCatalog.all(wanted(content));
        tableCatalog.lock(wanted);
        var steps = tableCatalog.steps();
        var written = tables(archive, wanted);
        var events = content == ArchiveManifest.Content.KEYS ? null : events(archive, content, server);
        return new ArchiveManifest(
                ArchiveManifest.FORMAT,
                content,
                Instant.now().toString(),
                store.id(),
                store.kind().word(),
                version(),
                tableCatalog.text("show server_version"),
                tableCatalog.text("select pg_current_snapshot()::text"),
                steps,
                events,
                written,
                tableCatalog.sequences(wanted(content)),
                packed(archive, files));
    }

    private static List<ArchiveManifest.Part> packed(ArchiveWriter archive, List<StoreFiles> files) throws IOException {
        var parts = new ArrayList<ArchiveManifest.Part>();
        for (var kind : files) {
            parts.addAll(kind.pack(archive));
        }
        return parts;
    }

    private static String version() {
        var version = StoreSnapshot.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }

    /// The tables to save. A move leaves out those that replaying restores.
    private static Predicate<String> wanted(ArchiveManifest.Content content) {
        return switch (content) {
            case KEYS -> name -> name.startsWith(TableCatalog.KEYS);
            case BACKUP -> name -> !name.startsWith(TableCatalog.KEYS);
            case MOVE ->
                name -> (name.startsWith("engine.") || name.startsWith("operations."))
                        && !name.equals("engine.snapshot_event_entry")
                        && !name.equals("engine.dead_letter_entry");
        };
    }

    private List<ArchiveManifest.Table> tables(ArchiveWriter archive, List<TableCatalog.Table> wanted)
            throws IOException, SQLException {
        var rows = new ArrayList<Long>();
        for (var table : wanted) {
            rows.add(tableCatalog.number("select count(*) from " + table.name()));
        }
        progress.begin("Saving tables", rows.stream().mapToLong(Long::longValue).sum(), "rows");
        var copies = TableCopy.on(connection, progress);
        var written = new ArrayList<ArchiveManifest.Table>();
        for (var i = 0; i < wanted.size(); i++) {
            var table = wanted.get(i);
            var part = archive.add(TABLES + table.name() + ".copy", out -> copies.out(table, out));
            written.add(new ArchiveManifest.Table(table.name(), table.columns(), table.order(), rows.get(i), part));
        }
        progress.end();
        return written;
    }

    private ArchiveManifest.Events events(
            ArchiveWriter archive, ArchiveManifest.Content content, @Nullable RawEventStore server)
            throws IOException, SQLException {
        var source = server == null ? new PostgresRawEventStore(connection) : server;
        var head = source.head();
        var count = source.count(head);
        if (server == null && content == ArchiveManifest.Content.BACKUP) {
            return new ArchiveManifest.Events(count, head, null, null);
        }
        progress.begin("Saving events", count, "events");
        var digest = HashingOutputStream.sha256();
        var part = archive.add(EVENT_LINES, out -> {
            try {
                source.read(head, event -> {
                    write(event, out);
                    event.hashInto(digest);
                    progress.step(1);
                });
            } catch (SQLException e) {
                throw new MaintenanceException("The events cannot be read: " + e.getMessage(), e);
            }
        });
        progress.end();
        return new ArchiveManifest.Events(count, head, HashingOutputStream.hex(digest), part);
    }

    private static void write(ExportedEvent event, OutputStream out) throws IOException {
        out.write(ExportedEvent.JSON.writeValueAsBytes(event));
        out.write("\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
