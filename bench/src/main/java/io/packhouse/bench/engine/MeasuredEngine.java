package io.packhouse.bench.engine;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.postgres.DatabaseLogin;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// An engine that runs on a data folder with an embedded PostgreSQL. A benchmark reads the folder for its logins, its
/// key for tokens and its processes.
public final class MeasuredEngine implements AutoCloseable {

    private static final Duration VALID = Duration.ofDays(1);

    private final String base;
    private final Path data;
    private final Runnable onClose;

    MeasuredEngine(String base, Path data, Runnable onClose) {
        this.base = base;
        this.data = data;
        this.onClose = onClose;
    }

    public static MeasuredEngine running(String base, Path data) throws IOException {
        if (Files.notExists(data.resolve("postgres/postmaster.pid"))) {
            throw new IOException("No engine with an embedded PostgreSQL runs on %s.".formatted(data.toAbsolutePath()));
        }
        return new MeasuredEngine(base.replaceAll("/+$", ""), data, () -> {});
    }

    public String base() {
        return base;
    }

    public Path data() {
        return data;
    }

    public EngineProcesses processes() throws IOException {
        return EngineProcesses.of(data);
    }

    /// A token of that role; the same number is the same person.
    public String token(Role role, int number) {
        var person = new PersonId(TypeId.text("per", new UUID(0x0193_0000_0000_7000L, 0x8000L << 48 | number)));
        return token(role, person);
    }

    public String token(Role role, PersonId person) {
        return new JwtIssuer(Secrets.in(data), Clock.systemUTC()).mint(person, "Bench", role, VALID);
    }

    /// Its PostgreSQL as superuser: it sees all statistics and may create databases.
    public DatabaseLogin superuser(String database) throws IOException {
        var port = OwnerOnlyFiles.read(data.resolve("store.properties")).getProperty("postgres.port");
        var password = OwnerOnlyFiles.read(data.resolve("passwords.properties")).getProperty("postgres");
        return new DatabaseLogin(
                "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=packhouse-bench".formatted(port, database),
                "postgres",
                password);
    }

    public Connection connect() throws IOException, SQLException {
        return superuser("packhouse").connect();
    }

    public DatabaseCounters counters() throws IOException, SQLException {
        try (var superuser = connect()) {
            return DatabaseCounters.now(superuser);
        }
    }

    /// Machine, JVM and PostgreSQL, as far as they influence the results.
    public List<String> facts() throws IOException, SQLException {
        var facts = new ArrayList<String>();
        facts.add("machine     %s cores, %s %s, JDK %s, data on %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        Files.getFileStore(data).type()));
        facts.add("engine      " + String.join(" ", processes().jvmOptions()));
        facts.add("PostgreSQL  " + text("""
                select string_agg(name || ' ' || current_setting(name), ', ' order by name) from pg_settings
                where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')
                """));
        facts.add("pools       " + text("""
                select string_agg(format('%s %s', usename, n), ', ' order by usename)
                from (select usename, count(*) n from pg_stat_activity where usename like 'packhouse%' group by 1) a
                """) + " connections open");
        return facts;
    }

    public String dataSize() throws IOException, SQLException {
        return text("""
                select format('%s events, %s orders, %s', (select count(*) from events.domain_event_entry),
                    (select count(*) from read.customer_order), pg_size_pretty(pg_database_size(current_database())))
                """);
    }

    private String text(String sql) throws IOException, SQLException {
        try (var superuser = connect();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.format(Locale.ROOT, "%s", row.getString(1));
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
