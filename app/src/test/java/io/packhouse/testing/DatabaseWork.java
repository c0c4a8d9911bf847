package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the embedded PostgreSQL did: transactions, and executions by the text of the statement. It comes from the log
/// of PostgreSQL, which is exact; its counter of transactions is up to a second late for each connection.
public record DatabaseWork(Duration time, double transactions, Map<String, Double> executions) {

    private static final String SUPERUSER = "postgres";
    private static final int MOST_PRINTED = 60;

    /// The virtual identifier of the transaction, the role, and the statement, which may go on in lines with a tab.
    private static final Pattern STATEMENT =
            Pattern.compile("^#(\\S+) (\\S+) LOG: {2}(?:statement|execute [^: ]+): (.*(?:\n\t.*)*)", Pattern.MULTILINE);

    /// The ends of transactions, and the empty statement of a check of a connection, count as transactions only.
    private static final Pattern NO_STATEMENT = Pattern.compile("|COMMIT|ROLLBACK", Pattern.CASE_INSENSITIVE);

    /// From now on PostgreSQL logs what it is asked.
    public static void log(Path data) {
        var store = properties(data, "store");
        var jdbc = JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:%s/packhouse".formatted(store.getProperty("postgres.port")),
                SUPERUSER,
                properties(data, "passwords").getProperty(SUPERUSER)));
        jdbc.sql("alter system set log_line_prefix = '#%v %u '").update();
        jdbc.sql("alter system set log_statement = 'all'").update();
        jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    /// Since [#log(Path)], without what the superuser of PostgreSQL did.
    public static DatabaseWork in(Path data) {
        var executions = new HashMap<String, Double>();
        var transactions = new HashSet<String>();
        var statements = STATEMENT.matcher(text(data.resolve("postgres.log")));
        while (statements.find()) {
            if (!statements.group(2).equals(SUPERUSER)) {
                transactions.add(statements.group(1));
                var text = statements.group(3).replaceAll("\\s+", " ").strip();
                if (!NO_STATEMENT.matcher(text).matches()) {
                    executions.merge(text, 1.0, Double::sum);
                }
            }
        }
        return new DatabaseWork(Duration.ofNanos(System.nanoTime()), transactions.size(), executions);
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

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
