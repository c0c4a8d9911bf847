package io.packhouse.app.sql;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.engine.postgres.embedded.AnalystConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs one SQL query as the analyst, because the embedded PostgreSQL has no psql: prints a table,
/// or CSV with `--csv`. The data folder comes from PACKHOUSE_DATA.
public final class SqlMain {

    private static final int ROWS_FOR_EYES = 1_000;
    private static final int ROWS_AT_ONCE = 1_000;

    private final PrintStream out;
    private final PrintStream err;

    SqlMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var data = System.getenv().getOrDefault("PACKHOUSE_DATA", "data");
        System.exit(new SqlMain(System.out, System.err).run(Path.of(data), List.of(arguments)));
    }

    /// Exit code: 0 on success, 1 when PostgreSQL failed, 2 without a query.
    int run(Path data, List<String> arguments) {
        var csv = arguments.contains("--csv");
        var sql = arguments.stream().filter(word -> !word.startsWith("--")).toList();
        if (sql.size() != 1) {
            err.println("Usage: ./packhouse sql \"select …\" [--csv]");
            return 2;
        }
        try (var connection = AnalystConnection.at(data)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (var rows = statement.executeQuery(sql.getFirst())) {
                    if (csv) {
                        csv(rows);
                    } else {
                        table(rows);
                    }
                }
            }
            return 0;
        } catch (SQLException | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private void csv(ResultSet rows) throws SQLException, IOException {
        try (var writer = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            writer.writeRecord(names(rows));
            while (rows.next()) {
                writer.writeRecord(values(rows));
            }
        }
    }

    private void table(ResultSet rows) throws SQLException {
        var names = names(rows);
        var all = new ArrayList<List<String>>();
        while (all.size() < ROWS_FOR_EYES && rows.next()) {
            all.add(values(rows));
        }
        var widths = new ArrayList<Integer>();
        names.forEach(name -> widths.add(name.length()));
        for (var row : all) {
            for (var i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        out.println(line(names, widths));
        out.println(line(widths.stream().map("-"::repeat).toList(), widths));
        all.forEach(row -> out.println(line(row, widths)));
        var more = all.size() == ROWS_FOR_EYES && rows.next();
        err.println(more ? "The first 1000 rows; use --csv to get all." : all.size() + " rows");
    }

    private static String line(List<String> values, List<Integer> widths) {
        var line = new StringBuilder();
        for (var i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(values.get(i));
            line.append(" ".repeat(widths.get(i) - values.get(i).length()));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        var names = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            names.add(rows.getMetaData().getColumnLabel(i));
        }
        return names;
    }

    private static List<String> values(ResultSet rows) throws SQLException {
        var values = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            var value = rows.getString(i);
            values.add(value == null ? "" : value);
        }
        return values;
    }
}
