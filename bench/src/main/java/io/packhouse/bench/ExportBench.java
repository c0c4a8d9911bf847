package io.packhouse.bench;

import static io.packhouse.bench.load.HttpCaller.expected;
import static io.packhouse.bench.load.HttpCaller.json;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.fill.ReadFill;
import io.packhouse.bench.load.HttpCaller;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "exports",
        description = {
            "Exports of many orders, with the highest used heap.",
            "The orders are written into the read tables first.",
            ""
        })
final class ExportBench implements Callable<Integer> {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final List<String> FORMATS = List.of("CSV", "JSONL", "PARQUET", "XLSX");
    private static final long POLL_MILLIS = 250;

    private static final List<Column> COLUMNS = List.of(
            Column.key("format", "/format"),
            Column.of("rows", "/rows", 0),
            Column.of("seconds", "/seconds", 1),
            Column.of("rows/s", "/rowsPerSecond", 0),
            Column.of("file MB", "/fileMegabytes", 0),
            Column.of("highest heap MB", "/highestHeapMegabytes", 0));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--orders", paramLabel = "<n>", description = "Default: ${DEFAULT-VALUE}")
    private long orders = 100_000;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        options.requireOwnEngine("exports");
        var report = options.report(COLUMNS);
        try (var engine = options.engine(here);
                var superuser = engine.connect()) {
            new ReadFill(superuser).fill(orders);
            options.printFacts(here, engine);
            for (var format : FORMATS) {
                report.add(exported(format, engine));
            }
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private static ObjectNode exported(String format, MeasuredEngine engine) throws IOException, InterruptedException {
        var staff = new HttpCaller(engine.base(), engine.token(Role.ADMIN, 0));
        var begun = System.nanoTime();
        var body = "{\"table\":\"orders\",\"format\":\"%s\"}".formatted(format);
        var export = json(expected(staff.post("/api/v1/exports", body)));
        var address = "/api/v1/exports/" + export.path("id").asString();
        var highest = 0L;
        while (!export.has("file")) {
            Thread.sleep(POLL_MILLIS);
            highest = Math.max(highest, heapKilobytes(engine));
            export = staff.get(address);
            if (export.has("failure")) {
                throw new IOException("The export failed: " + export);
            }
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        var rows = export.path("rows").asLong();
        var row = Report.row().put("format", format).put("rows", rows);
        Report.put(row, "seconds", seconds);
        Report.put(row, "rowsPerSecond", rows / seconds);
        return row.put("fileMegabytes", export.path("bytes").asLong() >> 20).put("highestHeapMegabytes", highest >> 10);
    }

    /// In use in the engine's heap, as reported by its JVM.
    private static long heapKilobytes(MeasuredEngine engine) throws IOException {
        var pid = Long.toString(engine.processes().engine().pid());
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, pid, "GC.heap_info").start();
        var used = USED.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return used.find() ? Long.parseLong(used.group(1)) : 0;
    }
}
