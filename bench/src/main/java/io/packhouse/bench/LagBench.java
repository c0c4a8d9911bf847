package io.packhouse.bench;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Measures reading one's own writes: goods are received at a fixed rate, and the item is read with
/// the Consistency-Token of the response. Reports the times of both, and of the same read without a
/// token.
///
/// `LagBench <base> <data folder> <seconds> <per second>`
public final class LagBench {

    private static final PrintStream OUT = System.out;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    private record Times(long write, long readOwn, long readAny) {}

    private LagBench(String base, String token) {
        this.base = base;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var token = Files.readString(Path.of(arguments[1], "tokens", "warehouse.jwt"))
                .strip();
        var bench = new LagBench(arguments[0], token);
        var rate = Integer.parseInt(arguments[3]);
        bench.run(10, rate); // Warm-up, not reported.
        var times = bench.run(Integer.parseInt(arguments[2]), rate);
        OUT.printf("%s at %s/s, milliseconds%n", times.size(), rate);
        OUT.println("                        p50     p95     p99   p99.9");
        report("command", times.stream().mapToLong(Times::write).sorted().toArray());
        report(
                "read one's own write",
                times.stream().mapToLong(Times::readOwn).sorted().toArray());
        report(
                "the same read again",
                times.stream().mapToLong(Times::readAny).sorted().toArray());
    }

    /// Open loop: a request starts when it is due, even if earlier ones are still running.
    private List<Times> run(int seconds, int rate) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var under = new ArrayList<java.util.concurrent.Future<Times>>();
            var begun = System.nanoTime();
            for (var i = 0; i < seconds * rate; i++) {
                var due = begun + i * TimeUnit.SECONDS.toNanos(1) / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var item = "/api/v1/inventory/items/inv_main_LAG-" + i % 50;
                under.add(threads.submit((Callable<Times>) () -> once(item, due)));
            }
            var times = new ArrayList<Times>();
            for (var one : under) {
                times.add(one.get());
            }
            return times;
        }
    }

    private Times once(String item, long due) throws Exception {
        var body = "{\"quantity\":1,\"reason\":\"delivery\"}";
        var written = send(request(item + "/receipts")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        var answered = System.nanoTime();
        var position = written.headers().firstValue("Consistency-Token").orElseThrow();
        var own = send(request(item).header("Consistency-Token", position).header("Prefer", "handling=strict"));
        var read = System.nanoTime();
        send(request(item));
        var again = System.nanoTime();
        if (own.statusCode() != 200) {
            throw new IllegalStateException(own.body());
        }
        return new Times(answered - due, read - answered, again - read);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + answer.body());
        }
        return answer;
    }

    private static void report(String what, long[] sorted) {
        OUT.printf(
                Locale.ROOT,
                "%-20s %7.1f %7.1f %7.1f %7.1f%n",
                what,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 0.999));
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))] / 1e6;
    }
}
