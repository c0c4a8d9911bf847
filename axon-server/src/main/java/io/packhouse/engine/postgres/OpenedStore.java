package io.packhouse.engine.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The store of a data folder for a program beside the engine: the PostgreSQL that runs, the one
/// given from outside, or the folder's own, started for as long as this is open.
public final class OpenedStore implements AutoCloseable {

    private final Path data;
    private final Properties store;
    private final Databases databases;
    private final @Nullable DataFolder folder;
    private final @Nullable LocalDatabase local;

    private OpenedStore(
            Path data,
            Properties store,
            Databases databases,
            @Nullable DataFolder folder,
            @Nullable LocalDatabase local) {
        this.data = data;
        this.store = store;
        this.databases = databases;
        this.folder = folder;
        this.local = local;
    }

    public static OpenedStore of(Path data, Environment settings) throws IOException {
        var store = PrivateFiles.read(data.resolve("store.properties"));
        if (store.getProperty("kind") == null) {
            throw new IOException("There is no store in %s.".formatted(data.toAbsolutePath()));
        }
        if (isGiven(settings)) {
            return new OpenedStore(data, store, Databases.of(settings, null), null, null);
        }
        try {
            var folder = DataFolder.open(data, StoreKind.of(store.getProperty("kind")));
            return started(data, folder, settings);
        } catch (StartRefused refused) {
            if (refused.reason() != StartRefused.Reason.FOLDER_HELD) {
                throw refused;
            }
            return running(data, store);
        }
    }

    /// An empty folder, and an empty database, that are to become the store of that id; `prepare`
    /// sees the folder before a database is made in it. The same work may be begun again until
    /// `finish`.
    public static OpenedStore toFill(
            Path data,
            Environment settings,
            StoreKind kind,
            String id,
            String work,
            Consumer<Path> prepare)
            throws IOException, SQLException {
        var folder = DataFolder.toFill(data, kind, id, work);
        try {
            prepare.accept(data);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        var opened = started(data, folder, settings);
        try (var owner = opened.databases.owner().connect()) {
            Unfinished.begin(owner, work);
            return opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static OpenedStore started(Path data, DataFolder folder, Environment settings)
            throws IOException {
        try {
            var local = isGiven(settings) ? null : LocalDatabase.start(folder);
            var store = PrivateFiles.read(data.resolve("store.properties"));
            return new OpenedStore(data, store, Databases.of(settings, local), folder, local);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static OpenedStore running(Path data, Properties store) throws IOException {
        if (Files.notExists(data.resolve("postgres/postmaster.pid"))) {
            throw new IOException(
                    "The engine on %s is starting or stopping: try again.".formatted(data));
        }
        var passwords = new Passwords(PrivateFiles.read(data.resolve("passwords.properties")));
        var url =
                "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=packhouse-care"
                        .formatted(store.getProperty(Ports.PORT), Roles.DATABASE);
        var databases =
                new Databases(
                        new Login(url, Roles.OWNER, passwords.of(Roles.OWNER)),
                        new Login(url, Roles.APP, passwords.of(Roles.APP)),
                        new Login(url, Roles.READER, passwords.of(Roles.READER)),
                        new Login(url, Roles.ANALYST, passwords.of(Roles.ANALYST)));
        return new OpenedStore(data, store, databases, null, null);
    }

    public static boolean isGiven(Environment settings) {
        return !settings.getProperty(Databases.GIVEN_URL, "").isBlank();
    }

    public Path data() {
        return data;
    }

    public Databases databases() {
        return databases;
    }

    public StoreKind kind() {
        return StoreKind.of(store.getProperty("kind"));
    }

    public String id() {
        return store.getProperty("id");
    }

    /// Whether another process works on the folder, as far as the folder shows.
    public boolean isHeldByAnother() {
        return folder == null;
    }

    /// In the transaction that fills the database: from its commit on, engines may open it.
    public void finish(Connection owner) throws SQLException {
        Unfinished.end(owner);
    }

    /// The last step: from now on engines may open the folder.
    public void finish() throws IOException {
        if (folder != null) {
            folder.finish();
        }
    }

    @Override
    public void close() {
        try {
            if (local != null) {
                local.close();
            }
        } finally {
            if (folder != null) {
                folder.close();
            }
        }
    }
}
