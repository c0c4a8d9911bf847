package io.packhouse.bench;

import static io.packhouse.bench.load.HttpCaller.expected;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.HttpCaller;
import io.packhouse.bench.load.OverloadAnswers;
import io.packhouse.bench.load.Purchases;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Latencies;
import io.packhouse.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "overload",
        description = {
            "Orders on more connections than the engine can serve.",
            "The time of accepted orders, how fast others are refused with 503 and Retry-",
            "After, whether health checks are answered, and how long it takes afterwards",
            "until three orders in a row are as fast as before. A refused client waits as",
            "long as Retry-After demands.",
            ""
        })
final class OverloadBench implements Callable<Integer> {

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(5);
    private static final int NORMAL_SECONDS = 5;
    private static final int WARM_UP_CUSTOMERS = 8;
    private static final int IN_A_ROW = 3;
    private static final long PROBE_MILLIS = 100;

    private static final List<Column> COLUMNS = List.of(
            Column.key("connections", "/connections"),
            Column.of("normal order p50 ms", "/normal/p50Ms", 1),
            Column.of("normal order p99 ms", "/normal/p99Ms", 1),
            Column.of("accepted", "/accepted/count", 0),
            Column.of("accepted/s", "/accepted/perSecond", 1),
            Column.of("accepted p50 ms", "/accepted/p50Ms", 1),
            Column.of("accepted p95 ms", "/accepted/p95Ms", 1),
            Column.of("accepted p99 ms", "/accepted/p99Ms", 1),
            Column.of("refused", "/refused/count", 0),
            Column.of("refused p50 ms", "/refused/p50Ms", 1),
            Column.of("refused p99 ms", "/refused/p99Ms", 1),
            Column.of("refused without Retry-After", "/refused/withoutRetryAfter", 0),
            Column.of("failed", "/failed", 0),
            Column.of("health p50 ms", "/health/p50Ms", 1),
            Column.of("health p99 ms", "/health/p99Ms", 1),
            Column.of("health checks failed", "/health/failed", 0),
            Column.of("normal again after ms", "/recoveryMs", 0));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of each run. Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--connections", split = ",", paramLabel = "<n>", description = "Of each run. Default: 300")
    private List<Integer> connections = List.of(300);

    private MeasuredEngine engine;
    private Purchases purchases;
    private ClosedLoop loop;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        var report = options.report(COLUMNS);
        try (var measured = options.engine(here)) {
            engine = measured;
            purchases = new Purchases(engine, false);
            loop = new ClosedLoop(here.progress());
            options.printFacts(here, engine);
            loop.run("Warm-up", WARM_UP_CUSTOMERS, seconds, () -> this::requirePlaced);
            for (var count : connections) {
                report.add(measured(count));
            }
        }
        options.print(here, report, true);
        return CommandLine.ExitCode.OK;
    }

    private ObjectNode measured(int count) throws Exception {
        var normal = loop.run("One customer", 1, NORMAL_SECONDS, () -> this::requirePlaced)
                .latencies();
        var answers = new OverloadAnswers();
        var probe = Thread.startVirtualThread(() -> probe(answers));
        var outcome =
                loop.run(count + " connections", count, seconds, () -> number -> answers.order(purchases, number));
        var millis = recoveryMillis(2 * normal.percentile(99));
        probe.interrupt();
        probe.join();
        return row(count, normal, answers, outcome.seconds(), millis);
    }

    static ObjectNode row(
            int connections, Latencies normal, OverloadAnswers answers, double seconds, double recoveryMillis) {
        var row = Report.row().put("connections", connections);
        Report.put(row.putObject("normal"), normal);
        var accepted = row.putObject("accepted").put("count", answers.accepted().count());
        Report.put(accepted, "perSecond", answers.accepted().count() / seconds);
        Report.put(accepted, answers.accepted());
        var refused = row.putObject("refused").put("count", answers.refused().count());
        refused.put("withoutRetryAfter", answers.withoutRetryAfter());
        Report.put(refused, answers.refused());
        row.put("failed", answers.failed());
        var health = row.putObject("health").put("failed", answers.unhealthy());
        Report.put(health, answers.healthy());
        Report.put(row, "recoveryMs", recoveryMillis);
        return row;
    }

    private void requirePlaced(int number) throws IOException, InterruptedException {
        expected(purchases.caller(number).post("/api/v1/orders", purchases.order(number)));
    }

    private void probe(OverloadAnswers answers) {
        var anyone = new HttpCaller(engine.base(), "");
        try {
            while (true) {
                answers.health(anyone);
                Thread.sleep(PROBE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The load has ended.
        }
    }

    /// From the end of the load to the first of some orders in a row that take no longer than that.
    private double recoveryMillis(double millis) throws IOException, InterruptedException {
        var ended = System.nanoTime();
        for (var number = 0; System.nanoTime() - ended < LONGEST_RECOVERY.toNanos(); ) {
            var first = System.nanoTime();
            var isNormal = true;
            for (var i = 0; i < IN_A_ROW && isNormal; i++) {
                isNormal = isPlacedWithin(millis, number++);
            }
            if (isNormal) {
                return (first - ended) / 1e6;
            }
        }
        throw new IOException("Orders are still slower than normal %s after the load.".formatted(LONGEST_RECOVERY));
    }

    private boolean isPlacedWithin(double millis, int number) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var answer = purchases.caller(number).postOnce("/api/v1/orders", purchases.order(number));
        return answer.statusCode() < 300 && System.nanoTime() - begun <= millis * 1e6;
    }
}
