package io.packhouse.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Read performance with much data: lists, filters, searches, statistics and exports over many
/// orders, through the endpoints of a running demo whose data folder is used for nothing else.
///
/// `ReadBench <base> <data folder> <orders> <requests of a kind>`
public final class ReadBench {

    private static final PrintStream OUT = System.out;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int WARM_UP = 30;
    private static final String[] FORMATS = {"CSV", "JSONL", "PARQUET", "XLSX"};

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final Path data;
    private String next = "";

    private ReadBench(String base, Path data) throws IOException {
        this.base = base;
        this.data = data;
        token = Files.readString(data.resolve("tokens/admin.jwt")).strip();
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var data = Path.of(arguments[1]);
        var begun = System.nanoTime();
        var orders = Long.parseLong(arguments[2]);
        var all = new ReadFill(data).fill(orders);
        OUT.printf("%s orders in the read tables after %s s%n", all, seconds(begun));
        new ReadBench(arguments[0], data).run(orders, Integer.parseInt(arguments[3]));
    }

    private void run(long orders, int requests) throws IOException, InterruptedException {
        var random = new Random(2);
        var today = LocalDate.now(ZoneOffset.UTC);
        OUT.println("what                                   p50 ms  p95 ms  p99 ms");
        measure(requests, "the newest 50", () -> "/api/v1/orders");
        measure(requests, "page after page of 200", this::nextPage);
        measure(requests, "one status", () -> "/api/v1/orders?status=SHIPPED");
        measure(
                requests,
                "one buyer of 50 000",
                () -> "/api/v1/orders?buyer=" + ReadFill.buyer(random.nextInt(50_000)));
        measure(
                requests,
                "one order number",
                () -> "/api/v1/orders?number=" + ReadFill.orderNumber(random.nextLong(orders)));
        measure(requests, "dashboard", () -> "/api/v1/analytics/dashboard");
        measure(
                requests,
                "revenue per day, 90 days",
                () -> "/api/v1/analytics/revenue?zone=Europe/Berlin&from=" + today.minusDays(89));
        measure(requests, "order funnel, 30 days", () -> "/api/v1/analytics/orders");
        measure(requests / 4, "products, 30 days", () -> "/api/v1/analytics/products");
        measure(requests / 4, "customers and cohorts, 30 days", () -> "/api/v1/analytics/users");
        measure(requests / 4, "payments, 30 days", () -> "/api/v1/analytics/payments");
        OUT.println("export of orders         rows   seconds  rows/s     MB  highest heap MB");
        for (var format : FORMATS) {
            export(format);
        }
    }

    private String nextPage() {
        return next.isEmpty() ? "/api/v1/orders?limit=200" : next;
    }

    private void measure(int requests, String what, Supplier<String> path) {
        var nanos = new long[requests];
        for (var i = -Math.min(WARM_UP, requests); i < requests; i++) {
            var address = path.get();
            var begun = System.nanoTime();
            var answer = get(address);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
            next = answer.path("next").asString("");
        }
        next = "";
        Arrays.sort(nanos);
        OUT.printf(
                Locale.ROOT,
                "%-38s %7.1f %7.1f %7.1f%n",
                what,
                percentile(nanos, 50),
                percentile(nanos, 95),
                percentile(nanos, 99));
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private void export(String format) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var asked = send(request("/api/v1/exports")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"table\":\"orders\",\"format\":\"%s\"}".formatted(format))));
        var address = "/api/v1/exports/" + asked.path("id").asString();
        var highest = 0L;
        var export = asked;
        while (!export.has("file")) {
            Thread.sleep(250);
            highest = Math.max(highest, heap());
            export = get(address);
            if (export.has("failure")) {
                throw new IllegalStateException(export.toString());
            }
        }
        var rows = export.path("rows").asLong();
        var took = Math.max(1, seconds(begun));
        OUT.printf(
                "%-18s %10s %9s %7s %6s %16s%n",
                format, rows, took, rows / took, export.path("bytes").asLong() >> 20, highest >> 10);
    }

    /// KiB in use in the engine's heap, as reported by its JVM.
    private long heap() throws IOException {
        var pid = Files.readString(data.resolve("lock.pid")).strip();
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, pid, "GC.heap_info").start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var used = USED.matcher(output);
        return used.find() ? Long.parseLong(used.group(1)) : 0;
    }

    private JsonNode get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.body());
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long seconds(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000;
    }
}
