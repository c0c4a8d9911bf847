package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.bench.fill.Assortment;
import io.packhouse.bench.fill.Assortment.Item;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.HttpCaller;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Latencies;
import io.packhouse.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "search",
        description = {
            "Product searches with facets over many products.",
            "The products are written into the read tables first, and each answer is",
            "compared with the result of a plain loop over the same products.",
            ""
        })
final class SearchBench implements Callable<Integer> {

    private static final int COUNTED = 5_000;
    private static final int LIMIT = 25;
    private static final String ALL = "all";

    private static final List<Column> COLUMNS = List.of(
            Column.key("search", "/search"),
            Column.key("customers", "/customers"),
            Column.of("asked", "/count", 0),
            Column.of("p50 ms", "/p50Ms", 1),
            Column.of("p95 ms", "/p95Ms", 1),
            Column.of("p99 ms", "/p99Ms", 1));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--products", paramLabel = "<n>", description = "Default: ${DEFAULT-VALUE}")
    private int products = 20_000;

    @Option(names = "--seconds", paramLabel = "<n>", description = "Of each run. Default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(names = "--customers", split = ",", paramLabel = "<n>", description = "Of each run. Default: 1,4")
    private List<Integer> customers = List.of(1, 4);

    /// A search and the products that match it.
    private record Question(String kind, String query, Predicate<Item> fits) {}

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        options.requireOwnEngine("search");
        var report = options.report(COLUMNS);
        var questions = questions();
        var assortment = new Assortment(products);
        try (var engine = options.engine(here);
                var superuser = engine.connect()) {
            assortment.fill(superuser);
            options.printFacts(here, engine);
            var anyone = new HttpCaller(engine.base(), "");
            for (var question : questions) {
                check(question, assortment, anyone.get(address(question)));
            }
            var loop = new ClosedLoop(here.progress());
            measured(loop, anyone, questions, customers.getFirst());
            for (var count : customers) {
                measured(loop, anyone, questions, count).forEach((kind, nanos) -> report.add(row(kind, count, nanos)));
            }
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private Map<String, Queue<Long>> measured(ClosedLoop loop, HttpCaller anyone, List<Question> questions, int count)
            throws Exception {
        var nanos = new ConcurrentHashMap<String, Queue<Long>>();
        loop.run(count + " customers", count, seconds, () -> number -> {
            var question = questions.get(number % questions.size());
            var begun = System.nanoTime();
            anyone.get(address(question));
            for (var kind : List.of(question.kind(), ALL)) {
                nanos.computeIfAbsent(kind, _ -> new ConcurrentLinkedQueue<>()).add(System.nanoTime() - begun);
            }
        });
        return nanos;
    }

    private static ObjectNode row(String kind, int customers, Queue<Long> nanos) {
        var row = Report.row().put("search", kind).put("customers", customers).put("count", nanos.size());
        Report.put(row, Latencies.ofNanos(nanos));
        return row;
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
}
