package io.packhouse.app.demo;

import io.packhouse.catalog.api.TaxClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a wholesaler of everyday goods carries: ten fields of trade with four shelves each, three
/// kinds of goods to a shelf, five lines of each kind.
final class DemoRange {

    static final List<String> BRANDS =
            List.of(
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

    private static final List<Field> FIELDS =
            List.of(
                    new Field(
                            "Office supplies",
                            "OFF",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Paper",
                                    "copy paper",
                                    520,
                                    "notebook",
                                    640,
                                    "index cards",
                                    310),
                            new Shelf(
                                    "Writing",
                                    "ballpoint pens",
                                    480,
                                    "markers",
                                    890,
                                    "pencils",
                                    390),
                            new Shelf(
                                    "Filing",
                                    "ring binder",
                                    420,
                                    "document box",
                                    760,
                                    "folders",
                                    530),
                            new Shelf(
                                    "Desk",
                                    "letter tray",
                                    980,
                                    "pen holder",
                                    640,
                                    "desk mat",
                                    1890)),
                    new Field(
                            "Packaging",
                            "PAC",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Boxes", "folding carton", 95, "gift box", 240, "crate", 1450),
                            new Shelf(
                                    "Mailers",
                                    "padded mailer",
                                    70,
                                    "mailing tube",
                                    130,
                                    "card mailer",
                                    55),
                            new Shelf(
                                    "Tape",
                                    "packing tape",
                                    290,
                                    "paper tape",
                                    340,
                                    "strapping",
                                    1290),
                            new Shelf(
                                    "Filling",
                                    "paper wool",
                                    1190,
                                    "air cushions",
                                    2290,
                                    "corrugated roll",
                                    1750)),
                    new Field(
                            "Kitchen and catering",
                            "KIT",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Tableware",
                                    "dinner plate",
                                    790,
                                    "soup bowl",
                                    690,
                                    "serving dish",
                                    1890),
                            new Shelf(
                                    "Cookware",
                                    "saucepan",
                                    3490,
                                    "frying pan",
                                    3990,
                                    "stock pot",
                                    5990),
                            new Shelf(
                                    "Glassware", "tumbler", 390, "wine glass", 590, "carafe", 1690),
                            new Shelf(
                                    "Cups",
                                    "stoneware cup",
                                    890,
                                    "espresso cup",
                                    690,
                                    "travel mug",
                                    1990)),
                    new Field(
                            "Food and drink",
                            "FOO",
                            TaxClass.REDUCED,
                            new Shelf("Tea", "black tea", 690, "green tea", 790, "herbal tea", 590),
                            new Shelf(
                                    "Coffee",
                                    "espresso beans",
                                    1690,
                                    "filter coffee",
                                    1490,
                                    "decaf beans",
                                    1790),
                            new Shelf(
                                    "Spreads",
                                    "forest honey",
                                    980,
                                    "apricot jam",
                                    520,
                                    "nut butter",
                                    840),
                            new Shelf(
                                    "Snacks",
                                    "oat biscuits",
                                    390,
                                    "roasted almonds",
                                    690,
                                    "dark chocolate",
                                    340)),
                    new Field(
                            "Cleaning",
                            "CLE",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Detergents",
                                    "dish soap",
                                    290,
                                    "all-purpose cleaner",
                                    390,
                                    "laundry powder",
                                    1290),
                            new Shelf(
                                    "Paper hygiene",
                                    "hand towels",
                                    1590,
                                    "kitchen roll",
                                    640,
                                    "tissues",
                                    220),
                            new Shelf("Tools", "broom", 1490, "mop", 1990, "scrub brush", 490),
                            new Shelf(
                                    "Bins",
                                    "pedal bin",
                                    4990,
                                    "bin liners",
                                    590,
                                    "sorting bin",
                                    6990)),
                    new Field(
                            "Electronics",
                            "ELE",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Cables",
                                    "USB-C cable",
                                    990,
                                    "network cable",
                                    690,
                                    "power cord",
                                    890),
                            new Shelf(
                                    "Power",
                                    "wall charger",
                                    1990,
                                    "power strip",
                                    1690,
                                    "power bank",
                                    3490),
                            new Shelf(
                                    "Audio", "headset", 5990, "speaker", 8990, "microphone", 7490),
                            new Shelf(
                                    "Lighting",
                                    "LED bulb",
                                    490,
                                    "desk lamp",
                                    3990,
                                    "lantern",
                                    2490)),
                    new Field(
                            "Tools and safety",
                            "TOO",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Hand tools",
                                    "hammer",
                                    1890,
                                    "screwdriver set",
                                    2490,
                                    "pliers",
                                    1690),
                            new Shelf(
                                    "Fasteners",
                                    "wood screws",
                                    590,
                                    "wall plugs",
                                    390,
                                    "cable ties",
                                    290),
                            new Shelf(
                                    "Measuring",
                                    "tape measure",
                                    890,
                                    "spirit level",
                                    1990,
                                    "calliper",
                                    2990),
                            new Shelf(
                                    "Safety",
                                    "work gloves",
                                    590,
                                    "safety glasses",
                                    790,
                                    "ear defenders",
                                    1890)),
                    new Field(
                            "Textiles",
                            "TEX",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Shirts",
                                    "T-shirt",
                                    1290,
                                    "polo shirt",
                                    1990,
                                    "work shirt",
                                    2990),
                            new Shelf(
                                    "Towels",
                                    "hand towel",
                                    690,
                                    "bath towel",
                                    1490,
                                    "tea towel",
                                    390),
                            new Shelf("Bags", "linen bag", 590, "backpack", 4990, "tote", 890),
                            new Shelf(
                                    "Workwear",
                                    "apron",
                                    1690,
                                    "overalls",
                                    4490,
                                    "warm vest",
                                    3990)),
                    new Field(
                            "Home",
                            "HOM",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Candles",
                                    "pillar candle",
                                    490,
                                    "scented candle",
                                    1290,
                                    "tealights",
                                    350),
                            new Shelf(
                                    "Frames",
                                    "picture frame",
                                    1190,
                                    "poster rail",
                                    1890,
                                    "mirror",
                                    4990),
                            new Shelf(
                                    "Vases",
                                    "bud vase",
                                    990,
                                    "floor vase",
                                    5990,
                                    "glass vase",
                                    1790),
                            new Shelf(
                                    "Cushions", "cushion", 1990, "seat pad", 1490, "throw", 3990)),
                    new Field(
                            "Garden",
                            "GAR",
                            TaxClass.STANDARD,
                            new Shelf(
                                    "Pots",
                                    "terracotta pot",
                                    590,
                                    "planter",
                                    2490,
                                    "hanging pot",
                                    1190),
                            new Shelf(
                                    "Garden tools",
                                    "hand trowel",
                                    890,
                                    "secateurs",
                                    2490,
                                    "rake",
                                    1990),
                            new Shelf(
                                    "Furniture",
                                    "folding chair",
                                    4990,
                                    "garden table",
                                    12990,
                                    "bench",
                                    16990),
                            new Shelf(
                                    "Seeds",
                                    "herb seeds",
                                    290,
                                    "flower mix",
                                    350,
                                    "lawn seed",
                                    1490)));

    /// `kinds` alternates a kind of goods with the price of its Classic line, in cents.
    record Shelf(String name, List<String> kinds, List<Integer> cents) {

        Shelf(String name, String a, int centsA, String b, int centsB, String c, int centsC) {
            this(name, List.of(a, b, c), List.of(centsA, centsB, centsC));
        }
    }

    record Field(String name, String code, TaxClass taxClass, List<Shelf> shelves) {

        Field(String name, String code, TaxClass taxClass, Shelf a, Shelf b, Shelf c, Shelf d) {
            this(name, code, taxClass, List.of(a, b, c, d));
        }
    }

    /// One product. `maker` is the number of the vendor who brings it, −1 for the house.
    record Ware(
            String sku,
            String name,
            String description,
            String brand,
            String field,
            String shelf,
            TaxClass taxClass,
            int cents,
            int maker) {}

    private DemoRange() {}

    static List<Field> fields() {
        return FIELDS;
    }

    /// 600 products, the same every time.
    static List<Ware> wares() {
        var random = new Random(600);
        var wares = new ArrayList<Ware>();
        for (var field : FIELDS) {
            for (var shelf = 0; shelf < field.shelves().size(); shelf++) {
                for (var number = 0; number < 15; number++) {
                    wares.add(ware(field, shelf, number, random));
                }
            }
        }
        return wares;
    }

    private static Ware ware(Field field, int shelf, int number, Random random) {
        var on = field.shelves().get(shelf);
        var kind = on.kinds().get(number / 5);
        var line = LINES.get(number % 5);
        var brand = BRANDS.get(random.nextInt(BRANDS.size()));
        var cents = on.cents().get(number / 5) * PERCENT.get(number % 5) / 100 / 5 * 5;
        return new Ware(
                "%s-%d%02d".formatted(field.code(), shelf + 1, number + 1),
                "%s %s %s".formatted(brand, kind, line),
                "The %s line of %s by %s, from the shelf %s. Sold by the piece and in packs."
                        .formatted(line, kind, brand, on.name()),
                brand,
                field.name(),
                on.name(),
                field.taxClass(),
                cents,
                random.nextInt(5) == 0 ? random.nextInt(DemoPerson.VENDORS) : -1);
    }
}
