package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import io.packhouse.engine.postgres.DatabaseLogin;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.postgres.RestoreMarker;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The store of a data folder for a program beside the engine: the running PostgreSQL, an external
/// one, or the folder's own, started for as long as this is open.
public final class OfflineStore implements AutoCloseable {

    private final Path data;
    private final Properties store;
    private final DatabaseLogins databaseLogins;
    private final @Nullable DataDirectory folder;
    private final @Nullable EmbeddedPostgres local;

    private OfflineStore(
            Path data,
            Properties store,
            DatabaseLogins databaseLogins,
            @Nullable DataDirectory folder,
            @Nullable EmbeddedPostgres local) {
        this.data = data;
        this.store = store;
        this.databaseLogins = databaseLogins;
        this.folder = folder;
        this.local = local;
    }

    public static OfflineStore of(Path data, Environment settings) throws IOException {
        var store = OwnerOnlyFiles.read(data.resolve("store.properties"));
        if (store.getProperty("kind") == null) {
            throw new IOException("There is no store in %s.".formatted(data.toAbsolutePath()));
        }
        if (isGiven(settings)) {
            return new OfflineStore(data, store, DatabaseLogins.of(settings, null), null, null);
        }
        try {
            var folder = DataDirectory.open(data, EventStoreType.of(store.getProperty("kind")));
            return started(data, folder, settings);
        } catch (StartupException refused) {
            if (refused.reason() != StartupException.Reason.FOLDER_LOCKED) {
                throw refused;
            }
            return running(data, store);
        }
    }

    /// An empty folder and an empty database that are to become the store of that id; `prepare` is
    /// called with the folder before the database is created. The same operation may be restarted
    /// until `finish`.
    public static OfflineStore toFill(
            Path data, Environment settings, EventStoreType kind, String id, String work, Consumer<Path> prepare)
            throws IOException, SQLException {
        var folder = DataDirectory.toFill(data, kind, id, work);
        try {
            prepare.accept(data);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        var opened = started(data, folder, settings);
        try (var owner = opened.databaseLogins.owner().connect()) {
            RestoreMarker.begin(owner, work);
            return opened;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static OfflineStore started(Path data, DataDirectory folder, Environment settings) throws IOException {
        try {
            var local = isGiven(settings) ? null : EmbeddedPostgres.start(folder);
            var store = OwnerOnlyFiles.read(data.resolve("store.properties"));
            return new OfflineStore(data, store, DatabaseLogins.of(settings, local), folder, local);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static OfflineStore running(Path data, Properties store) throws IOException {
        if (Files.notExists(data.resolve("postgres/postmaster.pid"))) {
            throw new IOException("The engine on %s is starting or stopping; try again.".formatted(data));
        }
        var passwords = new GeneratedPasswords(OwnerOnlyFiles.read(data.resolve("passwords.properties")));
        var url = "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=packhouse-maintenance"
                .formatted(store.getProperty(PortAllocation.PORT), Roles.DATABASE);
        var databaseLogins = new DatabaseLogins(
                new DatabaseLogin(url, Roles.OWNER, passwords.of(Roles.OWNER)),
                new DatabaseLogin(url, Roles.APP, passwords.of(Roles.APP)),
                new DatabaseLogin(url, Roles.READER, passwords.of(Roles.READER)),
                new DatabaseLogin(url, Roles.ANALYST, passwords.of(Roles.ANALYST)));
        return new OfflineStore(data, store, databaseLogins, null, null);
    }

    public static boolean isGiven(Environment settings) {
        return !settings.getProperty(DatabaseLogins.GIVEN_URL, "").isBlank();
    }

    public Path data() {
        return data;
    }

    public DatabaseLogins databases() {
        return databaseLogins;
    }

    public EventStoreType kind() {
        return EventStoreType.of(store.getProperty("kind"));
    }

    public String id() {
        return store.getProperty("id");
    }

    /// Whether another process uses the folder, as far as its files show.
    public boolean isHeldByAnother() {
        return folder == null;
    }

    /// In the transaction that fills the database: after its commit, engines may open it.
    public void finish(Connection owner) throws SQLException {
        RestoreMarker.end(owner);
    }

    /// The last step: allows engines to open the folder.
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
