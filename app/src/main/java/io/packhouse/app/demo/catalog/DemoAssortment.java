package io.packhouse.app.demo.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.packhouse.app.demo.DemoPerson;
import io.packhouse.catalog.api.TaxClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/// The assortment of a wholesaler: ten departments with four categories each, three kinds of goods
/// per category (`demo/range.csv`), five lines of each kind.
public final class DemoAssortment {

    static final List<String> BRANDS = List.of(
            "Nordlicht",
            "Halden",
            "Marais",
            "Brio Verde",
            "Kestrel",
            "Ostwind",
            "Lumen",
            "Tessera",
            "Fjordvik",
            "Alba",
            "Corvo",
            "Dune",
            "Ember",
            "Ferrum",
            "Gable",
            "Harrow",
            "Isola",
            "Juniper",
            "Kiln",
            "Linden",
            "Meridian",
            "Nimbus",
            "Orchard",
            "Pilgrim",
            "Quarry",
            "Rowan",
            "Sable",
            "Thistle",
            "Umbra",
            "Verso",
            "Willow",
            "Yarrow",
            "Zephyr",
            "Atlas",
            "Beacon",
            "Cedar",
            "Delta",
            "Elm",
            "Foundry",
            "Grove");

    private static final List<String> LINES = List.of("Basic", "Classic", "Plus", "Studio", "Pro");
    private static final List<Integer> PERCENT = List.of(80, 100, 130, 170, 240);

    private static final int MOST_PER_CATEGORY = 15;

    private static final List<Field> FIELDS = read();

    /// `cents` is the price of the Classic line.
    record Kind(String name, int cents) {}

    record Category(String name, List<Kind> kinds) {}

    record Field(String name, String code, TaxClass taxClass, List<Category> categories) {}

    /// One product. `maker` is the number of its vendor, −1 for the shop itself.
    public record DemoProduct(
            String sku,
            String name,
            String description,
            String brand,
            String field,
            String category,
            TaxClass taxClass,
            int cents,
            int maker) {}

    private DemoAssortment() {}

    static List<Field> fields() {
        return FIELDS;
    }

    /// The same every time: 15 products per category are 600.
    public static List<DemoProduct> wares(int perCategory) {
        var random = new Random(600);
        var wares = new ArrayList<DemoProduct>();
        for (var field : FIELDS) {
            for (var category = 0; category < field.categories().size(); category++) {
                for (var number = 0; number < Math.min(perCategory, MOST_PER_CATEGORY); number++) {
                    wares.add(ware(field, category, number, random));
                }
            }
        }
        return wares;
    }

    private static DemoProduct ware(Field field, int category, int number, Random random) {
        var on = field.categories().get(category);
        var kind = on.kinds().get(number / LINES.size());
        var line = LINES.get(number % LINES.size());
        var brand = BRANDS.get(random.nextInt(BRANDS.size()));
        var cents = kind.cents() * PERCENT.get(number % LINES.size()) / 100 / 5 * 5;
        return new DemoProduct(
                String.format(Locale.ROOT, "%s-%s%02d", field.code(), category + 1, number + 1),
                "%s %s %s".formatted(brand, kind.name(), line),
                "The %s line of %s by %s, from the category %s. Sold by the piece and in packs."
                        .formatted(line, kind.name(), brand, on.name()),
                brand,
                field.name(),
                on.name(),
                field.taxClass(),
                cents,
                random.nextInt(5) == 0 ? random.nextInt(DemoPerson.VENDORS) : -1);
    }

    private static List<Field> read() {
        var fields = new LinkedHashMap<String, Field>();
        for (var line : lines()) {
            var cells = line.split(";", -1);
            var field = fields.computeIfAbsent(
                    cells[0], name -> new Field(name, cells[1], TaxClass.valueOf(cells[2]), new ArrayList<>()));
            var categories = field.categories();
            if (categories.isEmpty() || !categories.getLast().name().equals(cells[3])) {
                categories.add(new Category(cells[3], new ArrayList<>()));
            }
            categories.getLast().kinds().add(new Kind(cells[4], Integer.parseInt(cells[5])));
        }
        return List.copyOf(fields.values());
    }

    private static List<String> lines() {
        try (var file = DemoAssortment.class.getResourceAsStream("/demo/range.csv")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            return text.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
