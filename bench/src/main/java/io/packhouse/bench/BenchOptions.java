package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.bench.engine.DemoProcess;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every benchmark: which engine, and what to print.
final class BenchOptions {

    private static final String STDOUT = "-";

    @Option(
            names = "--json",
            paramLabel = "<file>",
            description = "Write one JSON object a line to this file; - for stdout, then the table is on stderr.")
    private @Nullable String json;

    @Option(names = "--against", paramLabel = "<file>", description = "Compare with the JSON of an earlier run.")
    private @Nullable Path against;

    @Option(
            names = "--url",
            paramLabel = "<address>",
            description = "Measure a running demo and add data to it. Default: an engine that is deleted afterwards")
    private @Nullable String url;

    @Option(names = "--data", paramLabel = "<folder>", description = "Data folder of the running demo. Default: ./data")
    private @Nullable Path data;

    @Option(
            names = "--setting",
            paramLabel = "<name=value>",
            description = "A setting of the started engine, such as packhouse.pool.app=32")
    private List<String> settings = new ArrayList<>();

    /// For what must not be done to a store that is needed.
    void requireOwnEngine(String option) {
        if (!isOwnEngine()) {
            throw new MaintenanceException(option + " needs an engine of its own: leave out --url and --data.");
        }
    }

    private boolean isOwnEngine() {
        return url == null && data == null;
    }

    MeasuredEngine engine(MaintenanceContext here) throws IOException, InterruptedException {
        if (isOwnEngine()) {
            return demo(here).filled(here.progress());
        }
        var port = here.settings().getProperty("PACKHOUSE_PORT", "8080");
        return MeasuredEngine.running(
                url == null ? "http://127.0.0.1:" + port : url, data == null ? here.data() : data.toAbsolutePath());
    }

    /// The folder of a demo that does not run; null for one of its own.
    @Nullable
    Path stoppedData() {
        return data;
    }

    /// A small demo: a hundred products and few orders.
    DemoProcess demo(MaintenanceContext here) throws IOException {
        var all = new ArrayList<>(List.of("--packhouse.demo.products-per-category=3", "--packhouse.demo.orders=40"));
        settings.forEach(setting -> all.add("--" + setting));
        return new DemoProcess(Path.of(System.getProperty("bench.root", ".")), all);
    }

    Report report(List<Column> columns) throws IOException {
        return new Report(columns, against == null ? List.of() : Report.read(against));
    }

    void printFacts(MaintenanceContext here, MeasuredEngine engine) throws IOException, SQLException {
        engine.facts().forEach(text(here)::println);
        text(here).println("data        " + engine.dataSize());
    }

    /// Where people read: stdout, unless the JSON is there.
    PrintStream text(MaintenanceContext here) {
        return STDOUT.equals(json) ? here.err() : here.out();
    }

    void print(MaintenanceContext here, Report report, boolean isTransposed) throws IOException {
        report.table(isTransposed).forEach(text(here)::println);
        if (STDOUT.equals(json)) {
            report.json().forEach(here.out()::println);
        } else if (json != null) {
            Files.write(Path.of(json), report.json());
        }
    }
}
