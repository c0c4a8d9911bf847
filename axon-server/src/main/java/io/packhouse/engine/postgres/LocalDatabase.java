package io.packhouse.engine.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/// A PostgreSQL that starts and ends with this process and lives in its data folder.
public final class LocalDatabase implements AutoCloseable {

    private final Postmaster postmaster;
    private final Passwords passwords;
    private final int port;

    private LocalDatabase(Postmaster postmaster, Passwords passwords, int port) {
        this.postmaster = postmaster;
        this.passwords = passwords;
        this.port = port;
    }

    public static LocalDatabase start(DataFolder folder) {
        try {
            var programs = Programs.of(Binaries.unpacked());
            var passwords = Passwords.of(folder.path());
            var cluster = Cluster.ensure(folder, programs, passwords);
            var postmaster =
                    new Postmaster(cluster, programs, folder.path().resolve("postgres.log"));
            var port = postmaster.start(folder);
            var database = new LocalDatabase(postmaster, passwords, port);
            database.welcome();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be started.", e);
        }
    }

    /// Whether its process lives, for whoever keeps it for others. One that is only slow must not
    /// be stopped for that.
    public boolean isRunning() {
        return postmaster.isRunning();
    }

    /// Starts it again, at the same port, because others know it by that one.
    public void restart() {
        try {
            postmaster.startAgain(port);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be started again.", e);
        }
    }

    private void welcome() {
        var url = "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port);
        var login = new Login(url, Passwords.SUPERUSER, passwords.of(Passwords.SUPERUSER));
        try (var superuser = login.connect()) {
            new Roles(superuser, passwords).ensure();
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("The roles of the database cannot be made.", e);
        }
    }

    public Login owner() {
        return login(Roles.OWNER);
    }

    public Login app() {
        return login(Roles.APP);
    }

    public Login reader() {
        return login(Roles.READER);
    }

    public Login analyst() {
        return login(Roles.ANALYST);
    }

    private Login login(String role) {
        var url =
                ("jdbc:postgresql://127.0.0.1:%s/%s?sslmode=disable"
                                + "&reWriteBatchedInserts=true&ApplicationName=%s")
                        .formatted(port, Roles.DATABASE, role);
        return new Login(url, role, passwords.of(role));
    }

    @Override
    public void close() {
        try {
            postmaster.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be stopped.", e);
        }
    }
}
