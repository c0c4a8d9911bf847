package io.packhouse.engine.postgres.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The data directory of a PostgreSQL: initialised in another folder and moved into place
/// atomically.
record PostgresDataDirectory(Path home) {

    private static final String SETTINGS_FILE = "packhouse.conf";

    // Six nodes of 48 + 16 + 2 connections, and some for people and other programs.
    private static final String SETTINGS = """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 420
            shared_buffers = 256MB
            random_page_cost = 1.1
            max_wal_size = 4GB
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            password_encryption = 'scram-sha-256'
            log_destination = 'stderr'
            log_line_prefix = '%m [%p] %q%u@%d '
            shared_preload_libraries = 'pg_stat_statements'
            pg_stat_statements.save = off
            """;

    /// Cancels queries of disconnected clients; not every platform supports it.
    private static final String LINUX_SETTINGS = "client_connection_check_interval = '1s'\n";

    static PostgresDataDirectory ensure(
            DataDirectory folder, PostgresCommands postgresCommands, GeneratedPasswords generatedPasswords)
            throws IOException {
        var home = folder.path().resolve("postgres");
        if (Files.notExists(home)) {
            IncompleteDataDirectory.removeAll(folder.path());
            initialise(folder.path(), postgresCommands, generatedPasswords).moveTo(home);
        }
        return new PostgresDataDirectory(home);
    }

    // Each attempt has its own folder: the initdb of a killed run may still be writing to another.
    private static PostgresDataDirectory initialise(
            Path folder, PostgresCommands postgresCommands, GeneratedPasswords generatedPasswords) throws IOException {
        var fresh = Files.createTempDirectory(folder, IncompleteDataDirectory.PREFIX);
        var password = folder.resolve("initial-password");
        OwnerOnlyFiles.write(password, generatedPasswords.of(GeneratedPasswords.SUPERUSER));
        var result = postgresCommands.run(
                folder.resolve("initdb.log"),
                "initdb",
                "--pgdata=" + fresh,
                "--username=" + GeneratedPasswords.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums");
        Files.delete(password);
        if (result.code() != 0) {
            throw new IOException("initdb failed:\n" + result.words());
        }
        return new PostgresDataDirectory(fresh);
    }

    private void moveTo(Path target) throws IOException {
        Files.move(home, target, ATOMIC_MOVE);
    }

    void configure(int port) throws IOException {
        var include = "\ninclude '" + SETTINGS_FILE + "'\n";
        var main = home.resolve("postgresql.conf");
        if (!Files.readString(main).contains(include)) {
            Files.writeString(main, include, APPEND);
        }
        var more = System.getProperty("os.name").equals("Linux") ? LINUX_SETTINGS : "";
        OwnerOnlyFiles.write(home.resolve(SETTINGS_FILE), SETTINGS + more + "port = " + port + "\n");
    }
}
