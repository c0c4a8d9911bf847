package io.packhouse.app.care;

import io.packhouse.engine.postgres.OpenedStore;
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

/// Everything in a database at one moment, while others go on writing.
final class StoreReading implements AutoCloseable {

    private static final String TABLES = "tables/";
    private static final String EVENT_LINES = "events.jsonl";

    private final OpenedStore store;
    private final Connection connection;
    private final Tables tables;
    private final Progress progress;

    StoreReading(OpenedStore store, Progress progress) throws SQLException {
        this.store = store;
        this.progress = progress;
        connection = store.databases().owner().connect();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        tables = Tables.of(connection);
    }

    /// The events are read from the server when one is given: after the tables, because it has them
    /// before the tables do.
    Manifest write(
            ArchiveWriter archive,
            Manifest.Content content,
            List<KeptFiles> files,
            @Nullable EventCopy server)
            throws IOException, SQLException {
        var wanted = tables.all(wanted(content));
        tables.hold(wanted);
        var steps = tables.steps();
        var written = tables(archive, wanted);
        var events = content == Manifest.Content.KEYS ? null : events(archive, content, server);
        return new Manifest(
                Manifest.FORMAT,
                content,
                Instant.now().toString(),
                store.id(),
                store.kind().word(),
                version(),
                tables.text("show server_version"),
                tables.text("select pg_current_snapshot()::text"),
                steps,
                events,
                written,
                tables.sequences(wanted(content)),
                packed(archive, files));
    }

    private static List<Manifest.Part> packed(ArchiveWriter archive, List<KeptFiles> files)
            throws IOException {
        var parts = new ArrayList<Manifest.Part>();
        for (var kind : files) {
            parts.addAll(kind.pack(archive));
        }
        return parts;
    }

    private static String version() {
        var version = StoreReading.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }

    /// What travels. A move leaves out what replaying and sourcing make again.
    private static Predicate<String> wanted(Manifest.Content content) {
        return switch (content) {
            case KEYS -> name -> name.startsWith(Tables.KEYS);
            case BACKUP -> name -> !name.startsWith(Tables.KEYS);
            case MOVE ->
                    name ->
                            (name.startsWith("engine.") || name.startsWith("operations."))
                                    && !name.equals("engine.snapshot_event_entry")
                                    && !name.equals("engine.dead_letter_entry");
        };
    }

    private List<Manifest.Table> tables(ArchiveWriter archive, List<Tables.Table> wanted)
            throws IOException, SQLException {
        var rows = new ArrayList<Long>();
        for (var table : wanted) {
            rows.add(tables.number("select count(*) from " + table.name()));
        }
        progress.begin("Saving tables", rows.stream().mapToLong(Long::longValue).sum(), "rows");
        var copies = RowCopy.on(connection, progress);
        var written = new ArrayList<Manifest.Table>();
        for (var i = 0; i < wanted.size(); i++) {
            var table = wanted.get(i);
            var part = archive.add(TABLES + table.name() + ".copy", out -> copies.out(table, out));
            written.add(
                    new Manifest.Table(
                            table.name(), table.columns(), table.order(), rows.get(i), part));
        }
        progress.end();
        return written;
    }

    private Manifest.Events events(
            ArchiveWriter archive, Manifest.Content content, @Nullable EventCopy server)
            throws IOException, SQLException {
        var source = server == null ? new PostgresEvents(connection) : server;
        var head = source.head();
        var count = source.count(head);
        if (server == null && content == Manifest.Content.BACKUP) {
            return new Manifest.Events(count, head, null, null);
        }
        progress.begin("Saving events", count, "events");
        var digest = Hashing.sha256();
        var part =
                archive.add(
                        EVENT_LINES,
                        out -> {
                            try {
                                source.read(
                                        head,
                                        event -> {
                                            write(event, out);
                                            event.hashInto(digest);
                                            progress.step(1);
                                        });
                            } catch (SQLException e) {
                                throw new CareRefused(
                                        "The events cannot be read: " + e.getMessage(), e);
                            }
                        });
        progress.end();
        return new Manifest.Events(count, head, Hashing.hex(digest), part);
    }

    private static void write(EventLine event, OutputStream out) throws IOException {
        out.write(EventLine.JSON.writeValueAsBytes(event));
        out.write("\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
