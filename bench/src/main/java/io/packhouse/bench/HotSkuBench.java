package io.packhouse.bench;

import static io.packhouse.bench.load.HttpCaller.expected;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.HttpCaller;
import io.packhouse.bench.load.WriteLimit;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Latencies;
import io.packhouse.bench.report.Report;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "hot-sku",
        description = {
            "Reservations of one SKU by many customers.",
            "As long as there is enough, then of the last units: sold is never more than",
            "the stock. Beside one updated and one inserted row by plain JDBC.",
            ""
        })
final class HotSkuBench implements Callable<Integer> {

    private static final int PLENTY = 1_000_000;
    private static final int LIMIT_SECONDS = 5;

    private static final List<Column> COLUMNS = List.of(
            Column.key("customers", "/customers"),
            Column.of("reservations/s", "/reservationsPerSecond", 0),
            Column.of("p50 ms", "/p50Ms", 1),
            Column.of("p95 ms", "/p95Ms", 1),
            Column.of("p99 ms", "/p99Ms", 1),
            Column.of("last units", "/stock", 0),
            Column.of("sold", "/sold", 0),
            Column.of("refused", "/refused/count", 0),
            Column.of("refused p50 ms", "/refused/p50Ms", 1),
            Column.of("refused p95 ms", "/refused/p95Ms", 1),
            Column.of("refused p99 ms", "/refused/p99Ms", 1),
            Column.of("JDBC reservations/s", "/limitPerSecond", 0),
            Column.percent("% of JDBC", "/reservationsPerSecond", "/limitPerSecond", 1));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of each run. Default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(names = "--customers", split = ",", paramLabel = "<n>", description = "Of each run. Default: 32")
    private List<Integer> customers = List.of(32);

    @Option(names = "--stock", paramLabel = "<n>", description = "The last units. Default: ${DEFAULT-VALUE}")
    private int stock = 50;

    private HttpCaller staff;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        var report = options.report(COLUMNS);
        try (var engine = options.engine(here)) {
            staff = new HttpCaller(engine.base(), engine.token(Role.ADMIN, 0));
            options.printFacts(here, engine);
            var loop = new ClosedLoop(here.progress());
            var sku = received(PLENTY);
            loop.run("Warm-up", customers.getFirst(), seconds, () -> _ -> requireReserved(sku));
            for (var count : customers) {
                var outcome = loop.run(count + " customers", count, seconds, () -> _ -> requireReserved(sku));
                var last = lastUnits(loop, count);
                var limit = WriteLimit.reservationsPerSecond(loop, engine, count, LIMIT_SECONDS);
                report.add(row(count, outcome, last, limit));
            }
        }
        options.print(here, report, true);
        return CommandLine.ExitCode.OK;
    }

    /// The last units of a SKU were asked for by more customers than there were units.
    record LastUnits(int stock, int sold, Latencies refused) {}

    /// Four times as often as there are units.
    private LastUnits lastUnits(ClosedLoop loop, int customers) throws Exception {
        var sku = received(stock);
        Queue<Long> accepted = new ConcurrentLinkedQueue<>();
        Queue<Long> refused = new ConcurrentLinkedQueue<>();
        loop.times("Last units", customers, 4 * stock, _ -> {
            var begun = System.nanoTime();
            var isReserved = reserve(sku);
            (isReserved ? accepted : refused).add(System.nanoTime() - begun);
        });
        if (accepted.size() != stock) {
            throw new IOException("%s of %s units were sold.".formatted(accepted.size(), stock));
        }
        return new LastUnits(stock, accepted.size(), Latencies.ofNanos(refused));
    }

    static ObjectNode row(int customers, ClosedLoop.Outcome outcome, LastUnits last, double limit) {
        var row = Report.row().put("customers", customers);
        Report.put(row, "reservationsPerSecond", outcome.perSecond());
        Report.put(row, outcome.latencies());
        row.put("stock", last.stock()).put("sold", last.sold());
        var refused = row.putObject("refused").put("count", last.refused().count());
        Report.put(refused, last.refused());
        Report.put(row, "limitPerSecond", limit);
        return row;
    }

    /// A new SKU with so many units.
    private String received(int units) throws IOException, InterruptedException {
        var sku = "HOT-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var path = "/api/v1/inventory/items/inv_main_" + sku + "/receipts";
        expected(staff.post(path, "{\"quantity\":%s,\"reason\":\"delivery\"}".formatted(units)));
        return sku;
    }

    private void requireReserved(String sku) throws IOException, InterruptedException {
        if (!reserve(sku)) {
            throw new IOException("A reservation was refused, and there is enough stock.");
        }
    }

    private boolean reserve(String sku) throws IOException, InterruptedException {
        var body = "{\"owner\":\"bench:counter\",\"items\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku);
        var answer = staff.post("/api/v1/inventory/reservations", body);
        if (answer.statusCode() == 409 && answer.body().contains("insufficient-stock")) {
            return false;
        }
        expected(answer);
        return true;
    }
}
