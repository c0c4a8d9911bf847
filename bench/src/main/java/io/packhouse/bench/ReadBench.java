package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.engine.CpuTimes;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.fill.ReadFill;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.JdbcClients;
import io.packhouse.bench.load.ReadKind;
import io.packhouse.bench.load.ShopReads;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "reads",
        description = {
            "A list, a search, a product, an order and a buyer's orders over HTTP.",
            "Beside the same rows read by plain JDBC with as many connections.",
            ""
        })
final class ReadBench implements Callable<Integer> {

    private static final int WARM_UP_READERS = 8;
    private static final int LIMIT_SECONDS = 2;

    private static final List<Column> COLUMNS = List.of(
            Column.key("read", "/read"),
            Column.key("readers", "/readers"),
            Column.of("reads/s", "/readsPerSecond", 0),
            Column.of("p50 ms", "/p50Ms", 1),
            Column.of("p95 ms", "/p95Ms", 1),
            Column.of("p99 ms", "/p99Ms", 1),
            Column.of("CPU ms engine", "/cpuMs/engine", 2),
            Column.of("PostgreSQL", "/cpuMs/postgres", 2),
            Column.of("loader", "/cpuMs/loader", 2),
            Column.of("JDBC reads/s", "/limitPerSecond", 0),
            Column.percent("%", "/readsPerSecond", "/limitPerSecond", 1));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of each run. Default: ${DEFAULT-VALUE}")
    private int seconds = 5;

    @Option(names = "--warm-up", paramLabel = "<seconds>", description = "Of each read. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(names = "--readers", split = ",", paramLabel = "<n>", description = "Of each run. Default: 1,8,32")
    private List<Integer> readers = List.of(1, 8, 32);

    @Option(names = "--orders", paramLabel = "<n>", description = "First write so many orders into the read tables.")
    private long orders;

    @Option(names = "--statistics", description = "Also the lists and statistics of staff.")
    private boolean statistics;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        var report = options.report(COLUMNS);
        try (var engine = options.engine(here)) {
            if (orders > 0) {
                options.requireOwnEngine("--orders");
                try (var superuser = engine.connect()) {
                    new ReadFill(superuser).fill(orders);
                }
            }
            options.printFacts(here, engine);
            var loop = new ClosedLoop(here.progress());
            var kinds = new ArrayList<>(new ShopReads(engine).ofBuyers());
            kinds.addAll(statistics ? new ShopReads(engine).ofStaff() : List.of());
            for (var kind : kinds) {
                loop.run("Warm-up of " + kind.name(), WARM_UP_READERS, warmUp, kind::overHttp);
                for (var count : readers) {
                    report.add(measured(engine, loop, kind, count));
                }
            }
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private ObjectNode measured(MeasuredEngine engine, ClosedLoop loop, ReadKind kind, int count) throws Exception {
        var processes = engine.processes();
        var before = processes.cpu();
        var outcome = loop.run(kind.name() + ", " + count + " readers", count, seconds, kind::overHttp);
        var cpu = processes.cpu().since(before);
        var row = row(kind.name(), count, outcome, cpu);
        if (kind.sql() != null) {
            var login = engine.superuser("packhouse");
            var sql = List.of(kind.sql());
            var limit = JdbcClients.perSecond(loop, login, count, LIMIT_SECONDS, sql, kind::byJdbc);
            Report.put(row, "limitPerSecond", limit);
        }
        return row;
    }

    static ObjectNode row(String read, int readers, ClosedLoop.Outcome outcome, CpuTimes cpu) {
        var row = Report.row().put("read", read).put("readers", readers);
        Report.put(row, "readsPerSecond", outcome.perSecond());
        Report.put(row, outcome.latencies());
        var each = cpu.dividedBy(outcome.latencies().count());
        var cpuMs = row.putObject("cpuMs");
        Report.put(cpuMs, "engine", each.engine());
        Report.put(cpuMs, "postgres", each.postgres());
        Report.put(cpuMs, "loader", each.loader());
        return row;
    }
}
