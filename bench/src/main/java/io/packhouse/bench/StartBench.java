package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.engine.DemoProcess;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.Purchases;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "start",
        description = {
            "Starting again on kept data.",
            "Time of ./packhouse demo until it is ready, CPU of engine and PostgreSQL until",
            "then, and their memory when idle.",
            ""
        })
final class StartBench implements Callable<Integer> {

    private static final long POLL_MILLIS = 20;
    private static final double MEGABYTE = 1 << 20;

    private static final List<Column> COLUMNS = List.of(
            Column.key("start", "/start"),
            Column.of("ready after ms", "/readyMs", 0),
            Column.of("CPU ms engine", "/cpuMs/engine", 0),
            Column.of("CPU ms PostgreSQL", "/cpuMs/postgres", 0),
            Column.of("idle memory MB", "/memoryMegabytes", 0));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--times", paramLabel = "<n>", description = "How often. Default: ${DEFAULT-VALUE}")
    private int times = 3;

    @Option(names = "--idle", paramLabel = "<seconds>", description = "Until memory is read. Default: 20")
    private int idleSeconds = 20;

    @Option(names = "--orders-before", paramLabel = "<n>", description = "Buy so often before. Default: 200")
    private int ordersBefore = 200;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        options.requireOwnEngine("start");
        var report = options.report(COLUMNS);
        try (var demo = options.demo(here)) {
            var engine = demo.filled(here.progress());
            new Purchases(engine, false).prepare(new ClosedLoop(here.progress()), ordersBefore);
            options.printFacts(here, engine);
            var progress = here.progress();
            progress.begin("Starting again", times, "starts");
            for (var start = 1; start <= times; start++) {
                demo.stop();
                report.add(started(start, demo, engine));
                progress.step(1);
            }
            progress.end();
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private ObjectNode started(int start, DemoProcess demo, MeasuredEngine engine) throws Exception {
        var begun = System.nanoTime();
        demo.start();
        while (!demo.isReady()) {
            Thread.sleep(POLL_MILLIS);
        }
        var millis = (System.nanoTime() - begun) / 1e6;
        var processes = engine.processes();
        var cpu = processes.cpu();
        Thread.sleep(1_000L * idleSeconds);
        var row = Report.row().put("start", start);
        Report.put(row, "readyMs", millis);
        var cpuMs = row.putObject("cpuMs");
        Report.put(cpuMs, "engine", cpu.engine());
        Report.put(cpuMs, "postgres", cpu.postgres());
        Report.put(row, "memoryMegabytes", processes.memoryBytes() / MEGABYTE);
        return row;
    }
}
