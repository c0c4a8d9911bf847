package io.packhouse.bench;

import io.packhouse.bench.Assortment.Item;
import io.packhouse.bench.load.HttpCaller;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Measures product search over HTTP, against a separate engine whose read tables are filled with
/// generated products by COPY: never on real data. Every response of the first round is compared
/// with the result of a plain loop over the same products.
///
/// `SearchBench <base> <data folder> <products> <rounds> <customers>…`
public final class SearchBench {

    private static final PrintStream OUT = System.out;
    private static final int COUNTED = 5_000;
    private static final int LIMIT = 25;

    /// A search and the products that match it.
    private record Question(String kind, String query, Predicate<Item> fits) {}

    private SearchBench() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var folder = Path.of(arguments[1]);
        var products = Integer.parseInt(arguments[2]);
        var rounds = Integer.parseInt(arguments[3]);
        var assortment = new Assortment(products);
        fill(folder, assortment);
        var questions = questions();
        var buyer = new HttpCaller(arguments[0], "");
        for (var question : questions) {
            check(question, assortment, buyer.get(address(question)));
        }
        OUT.printf("%s searches verified against a plain loop%n", questions.size());
        run(arguments[0], questions, 2, 2); // Warm-up, not reported.
        OUT.println("customers  kind                        asked  p50 ms  p95 ms  p99 ms  max ms");
        for (var customers : Arrays.copyOfRange(arguments, 4, arguments.length)) {
            report(arguments[0], questions, rounds, Integer.parseInt(customers));
        }
    }

    private static void fill(Path folder, Assortment assortment) throws IOException, SQLException {
        var passwords = new Properties();
        try (var file = Files.newBufferedReader(folder.resolve("passwords.properties"))) {
            passwords.load(file);
        }
        var port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/packhouse";
        var user = "packhouse_owner";
        var password = passwords.getProperty(user);
        assortment.fill(url, user, password);
        OUT.printf(
                "%s products, %s cores, JVM %s%n",
                assortment.items().size(), Runtime.getRuntime().availableProcessors(), Runtime.version());
        try (var connection = DriverManager.getConnection(url, user, password);
                var sql = connection.createStatement();
                var rows = sql.executeQuery("select name || ' = ' || current_setting(name) from pg_settings"
                        + " where name in ('server_version', 'shared_buffers',"
                        + " 'work_mem', 'max_parallel_workers_per_gather', 'jit')"
                        + " union all select 'table and indexes = ' ||"
                        + " pg_size_pretty(pg_total_relation_size("
                        + "'read.catalog_product'))")) {
            while (rows.next()) {
                OUT.println(rows.getString(1));
            }
        }
    }

    private static List<Question> questions() {
        var all = new ArrayList<Question>();
        for (var i = 0; i < 12; i++) {
            add(all, "the most frequent word", "q=", List.of(word(i % 3)), "", _ -> true);
            add(all, "a frequent word", "q=", List.of(word(20 + 3 * i)), "", _ -> true);
            add(all, "a seldom word", "q=", List.of(word(700 + 31 * i)), "", _ -> true);
            add(all, "two words", "q=", List.of(word(i), word(30 + i)), "", _ -> true);
            var category = i % 10;
            var below = Assortment.id("cat", category);
            add(
                    all,
                    "a word in a category, in stock",
                    "q=",
                    List.of(word(5 + i)),
                    "&inStock=true&category=" + below,
                    item -> item.inStock() && item.category() % 10 == category);
            var brand = i;
            add(
                    all,
                    "a brand and a price range",
                    "",
                    List.of(),
                    "minPrice=5000&maxPrice=20000&brand=" + Assortment.id("brd", brand),
                    item -> item.brand() == brand && item.cents() >= 5_000 && item.cents() <= 20_000);
            add(all, "a category", "", List.of(), "category=" + below, item -> item.category() % 10 == category);
        }
        return all;
    }

    private static void add(
            List<Question> all, String kind, String q, List<String> words, String filter, Predicate<Item> fits) {
        all.add(new Question(
                kind,
                q + String.join("+", words) + filter,
                item -> words.stream().allMatch(item::contains) && fits.test(item)));
    }

    private static String word(int index) {
        return Assortment.word(index);
    }

    private static String address(Question question) {
        return "/api/v1/products/search?limit=" + LIMIT + "&" + question.query();
    }

    private static void check(Question question, Assortment assortment, JsonNode answer) {
        var right = assortment.items().stream().filter(question.fits()).toList();
        var facets = answer.path("facets");
        must(facets.path("capped").asBoolean() == right.size() > COUNTED, question, answer);
        must(facets.path("found").asInt() == Math.min(right.size(), COUNTED), question, answer);
        must(answer.path("items").size() == Math.min(right.size(), LIMIT), question, answer);
        var ids =
                right.stream().map(item -> Assortment.id("prd", item.number())).toList();
        for (var item : answer.path("items")) {
            must(ids.contains(item.path("productId").asString()), question, answer);
        }
        if (right.size() <= COUNTED) {
            for (var count : facets.path("brands")) {
                var brand = count.path("id").asString();
                var counted = right.stream()
                        .filter(item -> Assortment.id("brd", item.brand()).equals(brand))
                        .count();
                must(count.path("count").asInt() == counted, question, answer);
            }
        }
    }

    private static void must(boolean right, Question question, JsonNode answer) {
        if (!right) {
            throw new IllegalStateException("Wrong result of " + question + ": " + answer);
        }
    }

    private static void report(String base, List<Question> questions, int rounds, int customers) throws Exception {
        var all = run(base, questions, rounds, customers);
        var kinds = questions.stream().map(Question::kind).distinct().toList();
        for (var kind : kinds) {
            print(
                    customers,
                    kind,
                    all.stream().filter(timed -> timed.kind().equals(kind)).toList());
        }
        print(customers, "all", all);
    }

    private record Timed(String kind, long nanos) {}

    private static void print(int customers, String kind, List<Timed> timed) {
        var nanos = timed.stream().mapToLong(Timed::nanos).sorted().toArray();
        OUT.printf(
                Locale.ROOT,
                "%9d  %-30s %5d  %6.1f  %6.1f  %6.1f  %6.1f%n",
                customers,
                kind,
                nanos.length,
                percentile(nanos, 50),
                percentile(nanos, 95),
                percentile(nanos, 99),
                nanos[nanos.length - 1] / 1e6);
    }

    private static List<Timed> run(String base, List<Question> questions, int rounds, int customers) throws Exception {
        var all = new ArrayList<Timed>();
        try (var threads = Executors.newFixedThreadPool(customers)) {
            var running = new ArrayList<Future<List<Timed>>>();
            for (var i = 0; i < customers; i++) {
                running.add(threads.submit(() -> ask(base, questions, rounds)));
            }
            for (var customer : running) {
                all.addAll(customer.get());
            }
        }
        return all;
    }

    private static List<Timed> ask(String base, List<Question> questions, int rounds) throws Exception {
        var buyer = new HttpCaller(base, "");
        var all = new ArrayList<Timed>();
        for (var round = 0; round < rounds; round++) {
            for (var question : questions) {
                var begun = System.nanoTime();
                buyer.get(address(question));
                all.add(new Timed(question.kind(), System.nanoTime() - begun));
            }
        }
        return all;
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
