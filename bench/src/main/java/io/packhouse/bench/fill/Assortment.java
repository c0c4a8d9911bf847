package io.packhouse.bench.fill;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Generated products, the same for every run: words of falling frequency, 50 categories in two
/// levels, 40 brands, 20 vendors. Their content is also kept here, to check search results.
public final class Assortment {

    private static final int WORDS = 2_000;
    private static final String CONSONANTS = "bdfgklmnprtvz";
    private static final String VOWELS = "aou";

    private final List<Item> items = new ArrayList<>();

    public record Item(
            int number,
            Set<String> name,
            Set<String> description,
            int category,
            int brand,
            int vendor,
            long cents,
            boolean inStock) {

        public boolean contains(String word) {
            return name.contains(word) || description.contains(word);
        }
    }

    public Assortment(int size) {
        var random = new Random(4711);
        for (var number = 0; number < size; number++) {
            items.add(new Item(
                    number,
                    words(random, 4),
                    words(random, 15),
                    10 + random.nextInt(40),
                    random.nextInt(40),
                    random.nextInt(20),
                    100 + random.nextInt(200_000),
                    random.nextInt(5) > 0));
        }
    }

    public List<Item> items() {
        return items;
    }

    /// The i-th most frequent word; its ending is one that a stemmer leaves unchanged.
    public static String word(int index) {
        var word = new StringBuilder();
        for (var rest = index + 1; rest > 0; rest /= CONSONANTS.length()) {
            word.append(CONSONANTS.charAt(rest % CONSONANTS.length()));
            word.append(VOWELS.charAt(rest % VOWELS.length()));
        }
        return word.append("xak").toString();
    }

    public static String id(String prefix, int number) {
        return prefix + "_0000000000000000" + String.format(Locale.ROOT, "%010d", number);
    }

    /// Replaces the content of the read tables with them.
    public void fill(Connection superuser) throws SQLException, IOException {
        try (var sql = superuser.createStatement()) {
            sql.execute("truncate read.catalog_product, read.catalog_category, read.catalog_brand");
            copy(superuser, "catalog_brand (brand_id, name, words, position)", brands());
            copy(superuser, "catalog_category (category_id, parent_id, name, words, path, position)", categories());
            copy(
                    superuser,
                    "catalog_product (product_id, vendor_id, name, name_words, description,"
                            + " description_words, brand_id, brand_name, brand_words, category_id,"
                            + " category_path, category_words, sku_words, status, revision,"
                            + " prices, in_stock, number, position, changed_at)",
                    items.stream().map(Assortment::row).collect(Collectors.joining()));
            sql.execute("vacuum analyze read.catalog_product");
        }
    }

    private static void copy(Connection connection, String into, String rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy read." + into + " from stdin", new StringReader(rows));
    }

    private static String brands() {
        var rows = new StringBuilder();
        for (var i = 0; i < 40; i++) {
            rows.append("%s\tBrand%s\tbrand %s\t0%n".formatted(id("brd", i), i, i));
        }
        return rows.toString();
    }

    private static String categories() {
        var rows = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            rows.append(
                    i < 10
                            ? "%s\t\\N\tTop%s\ttop %s\t{%s}\t0%n".formatted(id("cat", i), i, i, id("cat", i))
                            : "%s\t%s\tLeaf%s\tleaf %s\t{%s}\t0%n"
                                    .formatted(id("cat", i), id("cat", i % 10), i, i, path(i)));
        }
        return rows.toString();
    }

    private static String path(int category) {
        return id("cat", category % 10) + "," + id("cat", category);
    }

    private static String row(Item item) {
        return String.join(
                        "\t",
                        id("prd", item.number()),
                        id("ven", item.vendor()),
                        String.join(" ", item.name()),
                        String.join(" ", item.name()),
                        String.join(" ", item.description()),
                        String.join(" ", item.description()),
                        id("brd", item.brand()),
                        "Brand" + item.brand(),
                        "brand " + item.brand(),
                        id("cat", item.category()),
                        "{" + path(item.category()) + "}",
                        "top %s leaf %s".formatted(item.category() % 10, item.category()),
                        "sku " + item.number(),
                        "APPROVED",
                        "1",
                        "{\"EUR\": %s, \"CHF\": %s}".formatted(item.cents(), item.cents()),
                        String.valueOf(item.inStock()),
                        String.valueOf(item.number()),
                        "0",
                        "2026-11-21T12:00:00Z")
                + "\n";
    }

    /// Few words often, most words rarely.
    private static Set<String> words(Random random, int count) {
        var words = new HashSet<String>();
        while (words.size() < count) {
            var share = random.nextDouble();
            words.add(word((int) (WORDS * share * share * share)));
        }
        return words;
    }
}
