package io.packhouse.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Complete purchases against the running demo: two different packs, address, payment on the
/// sandbox's page, until the order is confirmed. A closed loop of customers; every purchase is
/// verified, a failed one ends the run.
///
/// `PurchaseBench <base> <data folder> <seconds> <customers>…`
public final class PurchaseBench {

    private static final PrintStream OUT = System.out;

    private PurchaseBench() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var base = arguments[0];
        var token = Files.readString(Path.of(arguments[1], "tokens", "customer.jwt"))
                .strip();
        var duration = Duration.ofSeconds(Long.parseLong(arguments[2]));
        var packs = packs(new SimulatedBuyer(base, token));
        run(base, token, packs, 8, Duration.ofSeconds(20)); // Warm-up, not reported.
        OUT.println("customers  purchases  per second  p50 ms  p95 ms  p99 ms  loader CPU ms");
        for (var customers : Arrays.copyOfRange(arguments, 3, arguments.length)) {
            report(base, token, packs, Integer.parseInt(customers), duration);
        }
    }

    private static void report(String base, String token, List<String> packs, int customers, Duration duration)
            throws Exception {
        var cpuBefore = cpuNanos();
        var begun = System.nanoTime();
        var nanos = run(base, token, packs, customers, duration);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var cpu = (cpuNanos() - cpuBefore) / 1e6 / nanos.length;
        Arrays.sort(nanos);
        OUT.printf(
                Locale.ROOT,
                "%9d  %9d  %10.1f  %6.0f  %6.0f  %6.0f  %13.2f%n",
                customers,
                nanos.length,
                nanos.length / seconds,
                percentile(nanos, 50),
                percentile(nanos, 95),
                percentile(nanos, 99),
                cpu);
    }

    private static long[] run(String base, String token, List<String> packs, int customers, Duration duration)
            throws InterruptedException, ExecutionException {
        var until = System.nanoTime() + duration.toNanos();
        var number = new AtomicInteger();
        var all = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(customers)) {
            var running = new ArrayList<Future<List<Long>>>();
            for (var i = 0; i < customers; i++) {
                running.add(threads.submit(() -> shop(base, token, packs, number, until)));
            }
            for (var customer : running) {
                all.addAll(customer.get());
            }
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> shop(String base, String token, List<String> packs, AtomicInteger number, long until) {
        var simulatedBuyer = new SimulatedBuyer(base, token);
        var nanos = new ArrayList<Long>();
        while (System.nanoTime() < until) {
            var n = number.getAndIncrement();
            var begun = System.nanoTime();
            simulatedBuyer.buy(packs.get(n % packs.size()), packs.get((n + 1) % packs.size()));
            nanos.add(System.nanoTime() - begun);
        }
        return nanos;
    }

    private static List<String> packs(SimulatedBuyer simulatedBuyer) throws IOException {
        var ids = new ArrayList<String>();
        for (var pack : simulatedBuyer.get("/api/v1/packs?kind=OFFER&limit=40").path("items")) {
            ids.add(pack.path("packId").asString());
        }
        if (ids.size() < 2) {
            throw new IOException("Start the demo first: there are no packs to buy.");
        }
        return ids;
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static double cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
