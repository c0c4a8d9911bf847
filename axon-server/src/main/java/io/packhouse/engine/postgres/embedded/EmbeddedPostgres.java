package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.postgres.DatabaseLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/// A PostgreSQL that starts and stops with this process, with its files in the data folder.
public final class EmbeddedPostgres implements AutoCloseable {

    private final Postmaster postmaster;
    private final GeneratedPasswords generatedPasswords;
    private final int port;

    private EmbeddedPostgres(Postmaster postmaster, GeneratedPasswords generatedPasswords, int port) {
        this.postmaster = postmaster;
        this.generatedPasswords = generatedPasswords;
        this.port = port;
    }

    public static EmbeddedPostgres start(DataDirectory folder) {
        try {
            var programs = PostgresCommands.of(PostgresBinaries.unpacked());
            var generatedPasswords = GeneratedPasswords.of(folder.path());
            var cluster = PostgresDataDirectory.ensure(folder, programs, generatedPasswords);
            var postmaster = new Postmaster(cluster, programs, folder.path().resolve("postgres.log"));
            var port = postmaster.start(folder);
            var database = new EmbeddedPostgres(postmaster, generatedPasswords, port);
            database.welcome();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be started.", e);
        }
    }

    /// Whether its process runs, for supervision. A slow process must not be restarted.
    public boolean isRunning() {
        return postmaster.isRunning();
    }

    /// Restarts it at the same port, which other processes use.
    public void restart() {
        try {
            postmaster.startAgain(port);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be restarted.", e);
        }
    }

    private void welcome() {
        try (var superuser = superuser("postgres").connect()) {
            new Roles(superuser, generatedPasswords).ensure();
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("The roles of the database cannot be created.", e);
        }
        try (var superuser = superuser(Roles.DATABASE).connect()) {
            Roles.ensureStatementStatistics(superuser);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("The statistics of statements cannot be enabled.", e);
        }
    }

    private DatabaseLogin superuser(String database) {
        var url = "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database);
        return new DatabaseLogin(
                url, GeneratedPasswords.SUPERUSER, generatedPasswords.of(GeneratedPasswords.SUPERUSER));
    }

    public DatabaseLogin owner() {
        return login(Roles.OWNER);
    }

    public DatabaseLogin app() {
        return login(Roles.APP);
    }

    public DatabaseLogin reader() {
        return login(Roles.READER);
    }

    public DatabaseLogin analyst() {
        return login(Roles.ANALYST);
    }

    private DatabaseLogin login(String role) {
        var url = "jdbc:postgresql://127.0.0.1:%s/%s?sslmode=disable&reWriteBatchedInserts=true&ApplicationName=%s"
                .formatted(port, Roles.DATABASE, role);
        return new DatabaseLogin(url, role, generatedPasswords.of(role));
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
