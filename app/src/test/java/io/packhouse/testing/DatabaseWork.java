package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the embedded PostgreSQL did: transactions, and executions by the text of the statement.
public record DatabaseWork(Duration time, double transactions, Map<String, Double> executions) {

    /// PostgreSQL counts the transactions of a connection that is idle up to ten seconds later.
    public static final Duration COUNTED_WITHIN = Duration.ofSeconds(11);

    private static final String SUPERUSER = "postgres";
    private static final int MOST_PRINTED = 60;

    /// Since the start of the PostgreSQL, without what its superuser did.
    public static DatabaseWork in(Path data) {
        var store = properties(data, "store");
        var jdbc = JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:%s/packhouse".formatted(store.getProperty("postgres.port")),
                SUPERUSER,
                properties(data, "passwords").getProperty(SUPERUSER)));
        var executions = new HashMap<String, Double>();
        jdbc.sql("""
                        select query, sum(calls) as calls from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database())
                            and userid <> to_regrole(current_user) group by query
                        """).query(row -> {
            executions.put(row.getString("query").replaceAll("\\s+", " ").strip(), row.getDouble("calls"));
        });
        var transactions = jdbc.sql("select xact_commit + xact_rollback from pg_stat_database"
                        + " where datname = current_database()")
                .query(Double.class)
                .single();
        return new DatabaseWork(Duration.ofNanos(System.nanoTime()), transactions, executions);
    }

    public DatabaseWork since(DatabaseWork before) {
        return plus(before, -1);
    }

    /// Without what was done anyway: `idle` is the work of another time, in which nothing was asked.
    public DatabaseWork without(DatabaseWork idle) {
        return plus(idle, -(double) time.toNanos() / idle.time.toNanos());
    }

    public DatabaseWork dividedBy(int count) {
        return new DatabaseWork(Duration.ZERO, 0, Map.of()).plus(this, 1.0 / count);
    }

    public double statements() {
        return executions.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The statements by count, to see where they come from.
    @Override
    public String toString() {
        var lines = executions.entrySet().stream()
                .filter(one -> Math.abs(one.getValue()) >= 0.05)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST_PRINTED)
                .map(one -> String.format(Locale.ROOT, "%8.2f  %.140s", one.getValue(), one.getKey()))
                .collect(Collectors.joining("\n"));
        return String.format(Locale.ROOT, "%.1f transactions, %.1f statements:%n%s", transactions, statements(), lines);
    }

    private DatabaseWork plus(DatabaseWork other, double factor) {
        var sum = new HashMap<>(executions);
        other.executions.forEach((query, count) -> sum.merge(query, count * factor, Double::sum));
        return new DatabaseWork(
                time.plusNanos((long) (other.time.toNanos() * factor)),
                transactions + other.transactions * factor,
                sum);
    }

    private static Properties properties(Path data, String name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve(name + ".properties"))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
