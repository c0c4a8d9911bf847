package io.packhouse.app.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.engine.postgres.embedded.AnalystConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "sql",
        description = {
            "Run one query as the analyst: a table, or CSV. docs/data-dictionary.md has the tables.",
            "",
            "  ./packhouse sql \"select count(*) from orders\"",
            ""
        })
final class SqlCommand implements Callable<Integer> {

    private static final int ROWS_FOR_EYES = 1_000;
    private static final int ROWS_AT_ONCE = 1_000;

    @ParentCommand
    private MaintenanceContext.Source main;

    @Parameters(paramLabel = "<select>", description = "The query.")
    private String sql;

    @Option(names = "--csv", description = "Print all rows as CSV.")
    private boolean csv;

    private PrintStream out;
    private PrintStream err;

    @Override
    public Integer call() throws SQLException, IOException {
        var here = main.context(false);
        out = here.out();
        err = here.err();
        try (var connection = AnalystConnection.at(here.data())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (var rows = statement.executeQuery(sql)) {
                    if (csv) {
                        csv(rows);
                    } else {
                        table(rows);
                    }
                }
            }
        }
        return CommandLine.ExitCode.OK;
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
