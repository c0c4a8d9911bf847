package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.engine.CpuTimes;
import io.packhouse.bench.engine.DatabaseCounters;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.load.CatchUp;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.Purchases;
import io.packhouse.bench.load.WriteLimit;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "purchase",
        description = {
            "Whole purchases over HTTP, beside the fewest rows of a purchase by plain JDBC.",
            "Two lines, paid on the sandbox's page, until the order is confirmed: CPU of",
            "all processes and the work of PostgreSQL for each. Limit A is measured on the",
            "same PostgreSQL after each run.",
            ""
        })
final class PurchaseBench implements Callable<Integer> {

    private static final int WARM_UP_CUSTOMERS = 8;
    private static final int LIMIT_SECONDS = 5;

    private static final List<Column> COLUMNS = List.of(
            Column.key("customers", "/customers"),
            Column.of("purchases/s", "/purchasesPerSecond", 1),
            Column.of("p50 ms", "/p50Ms", 1),
            Column.of("p95 ms", "/p95Ms", 1),
            Column.of("p99 ms", "/p99Ms", 1),
            Column.of("CPU ms engine", "/cpuMs/engine", 2),
            Column.of("CPU ms PostgreSQL", "/cpuMs/postgres", 2),
            Column.of("CPU ms sandbox", "/cpuMs/sandbox", 2),
            Column.of("CPU ms loader", "/cpuMs/loader", 2),
            Column.of("transactions", "/transactions", 1),
            Column.of("statements", "/statements", 1),
            Column.of("rows written", "/rows", 1),
            Column.of("token updates", "/tokenUpdates", 1),
            Column.of("write-ahead bytes", "/walBytes", 0),
            Column.of("limit A purchases/s", "/limitPerSecond", 0),
            Column.percent("% of limit A", "/purchasesPerSecond", "/limitPerSecond", 2));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of each run. Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--warm-up", paramLabel = "<seconds>", description = "Before all runs. Default: ${DEFAULT-VALUE}")
    private int warmUp = 20;

    @Option(names = "--customers", split = ",", paramLabel = "<n>", description = "Of each run. Default: 1,8,32")
    private List<Integer> customers = List.of(1, 8, 32);

    @Option(names = "--one-buyer", description = "One person buys everything. Default: nearly always another one")
    private boolean oneBuyer;

    @Option(names = "--orders-before", paramLabel = "<n>", description = "Buy so often before all runs.")
    private int ordersBefore;

    private MeasuredEngine engine;
    private Purchases purchases;
    private ClosedLoop loop;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        var report = options.report(COLUMNS);
        try (var measured = options.engine(here)) {
            engine = measured;
            purchases = new Purchases(engine, oneBuyer);
            loop = new ClosedLoop(here.progress());
            purchases.prepare(loop, ordersBefore);
            var text = options.text(here);
            options.printFacts(here, engine);
            loop.run("Warm-up", WARM_UP_CUSTOMERS, warmUp, () -> purchases);
            var idle = idle();
            text.printf(
                    Locale.ROOT,
                    "idle        %.0f transactions/s, %.0f statements/s%nwarm-up     %s s with %s customers%n",
                    idle.transactions() / idle.seconds(),
                    idle.statements() / idle.seconds(),
                    warmUp,
                    WARM_UP_CUSTOMERS);
            for (var count : customers) {
                report.add(measured(count, idle));
            }
            purchases.requireStockAddsUp();
            text.println("data after  " + engine.dataSize());
            text.printf(Locale.ROOT, "verified    %s orders confirmed, their stock adds up%n%n", purchases.count());
        }
        options.print(here, report, true);
        return CommandLine.ExitCode.OK;
    }

    private DatabaseCounters idle() throws IOException, InterruptedException, SQLException {
        var before = counted();
        return counted().since(before);
    }

    /// The counts when everything that was begun is done and counted.
    private DatabaseCounters counted() throws IOException, InterruptedException, SQLException {
        CatchUp.await(engine);
        Thread.sleep(DatabaseCounters.COUNTED_WITHIN);
        return engine.counters();
    }

    private ObjectNode measured(int count, DatabaseCounters idle) throws Exception {
        var processes = engine.processes();
        var countersBefore = engine.counters();
        var cpuBefore = processes.cpu();
        var outcome = loop.run(count + " customers", count, seconds, () -> purchases);
        CatchUp.await(engine);
        var cpu = processes.cpu().since(cpuBefore);
        var caughtUp = System.nanoTime();
        var work = counted().since(countersBefore).without(idle, (System.nanoTime() - caughtUp) / 1e9);
        var limit = WriteLimit.purchasesPerSecond(loop, engine, count, LIMIT_SECONDS);
        return row(count, outcome, cpu, work, limit);
    }

    static ObjectNode row(
            int customers, ClosedLoop.Outcome outcome, CpuTimes cpu, DatabaseCounters work, double limit) {
        var purchases = outcome.latencies().count();
        var each = work.dividedBy(purchases);
        var eachCpu = cpu.dividedBy(purchases);
        var row = Report.row().put("customers", customers);
        Report.put(row, "purchasesPerSecond", outcome.perSecond());
        Report.put(row, outcome.latencies());
        var cpuMs = row.putObject("cpuMs");
        Report.put(cpuMs, "engine", eachCpu.engine());
        Report.put(cpuMs, "postgres", eachCpu.postgres());
        Report.put(cpuMs, "sandbox", eachCpu.sandbox());
        Report.put(cpuMs, "loader", eachCpu.loader());
        Report.put(row, "transactions", each.transactions());
        Report.put(row, "statements", each.statements());
        Report.put(row, "rows", each.rows());
        Report.put(row, "tokenUpdates", each.tokenUpdates());
        Report.put(row, "walBytes", each.walBytes());
        Report.put(row, "limitPerSecond", limit);
        return row;
    }
}
