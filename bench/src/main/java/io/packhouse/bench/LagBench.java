package io.packhouse.bench;

import static io.packhouse.bench.load.HttpCaller.expected;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.bench.load.HttpCaller;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Latencies;
import io.packhouse.bench.report.Report;
import io.packhouse.identity.api.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "lag",
        description = {
            "Reading one's own writes at a fixed rate.",
            "Goods are received in an open loop, in which a request starts when it is due;",
            "the item is read with the Consistency-Token of the answer, then without.",
            ""
        })
final class LagBench implements Callable<Integer> {

    private static final int WARM_UP_SECONDS = 10;
    private static final int ITEMS = 50;

    private static final List<Column> COLUMNS = List.of(
            Column.key("request", "/request"),
            Column.key("per second", "/perSecond"),
            Column.of("p50 ms", "/p50Ms", 1),
            Column.of("p95 ms", "/p95Ms", 1),
            Column.of("p99 ms", "/p99Ms", 1),
            Column.of("p99.9 ms", "/p999Ms", 1));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of the run. Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--per-second", paramLabel = "<n>", description = "Receipts. Default: ${DEFAULT-VALUE}")
    private int rate = 50;

    private HttpCaller staff;

    private record Times(long write, long readOwn, long readAny) {}

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        var report = options.report(COLUMNS);
        try (var engine = options.engine(here)) {
            staff = new HttpCaller(engine.base(), engine.token(Role.LOGISTICS, 0));
            options.printFacts(here, engine);
            run(here.progress(), "Warm-up", WARM_UP_SECONDS);
            var times = run(here.progress(), "Receipts", seconds);
            report.add(row("command", times, Times::write));
            report.add(row("read one's own write", times, Times::readOwn));
            report.add(row("the same read again", times, Times::readAny));
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private ObjectNode row(String request, List<Times> times, ToLongFunction<Times> nanos) {
        var latencies = new Latencies(times.stream().mapToLong(nanos).toArray());
        var row = Report.row().put("request", request).put("perSecond", rate);
        Report.put(row, latencies);
        Report.put(row, "p999Ms", latencies.percentile(99.9));
        return row;
    }

    private List<Times> run(Progress progress, String what, int forSeconds) throws Exception {
        progress.begin(what, forSeconds * (long) rate, "receipts");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Times>>();
            var begun = System.nanoTime();
            for (var i = 0; i < forSeconds * rate; i++) {
                var due = begun + i * TimeUnit.SECONDS.toNanos(1) / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var item = "/api/v1/inventory/items/inv_main_LAG-" + i % ITEMS;
                running.add(threads.submit(() -> once(item, due)));
                progress.step(1);
            }
            var times = new ArrayList<Times>();
            for (var one : running) {
                times.add(one.get());
            }
            return times;
        } finally {
            progress.end();
        }
    }

    private Times once(String item, long due) throws Exception {
        var written = expected(staff.post(item + "/receipts", "{\"quantity\":1,\"reason\":\"delivery\"}"));
        var answered = System.nanoTime();
        var position = written.headers().firstValue("Consistency-Token").orElseThrow();
        staff.get(item, "Consistency-Token", position, "Prefer", "handling=strict");
        var read = System.nanoTime();
        staff.get(item);
        return new Times(answered - due, read - answered, System.nanoTime() - read);
    }
}
