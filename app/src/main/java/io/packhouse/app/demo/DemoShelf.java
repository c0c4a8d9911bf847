package io.packhouse.app.demo;

import io.packhouse.catalog.api.PackKind;
import io.packhouse.catalog.api.TaxClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the demo sells: single products as offers, and packs made of them.
final class DemoShelf {

    private static final List<String> KINDS =
            List.of("TEA", "CUP", "POT", "TIN", "BAG", "HONEY", "SUGAR", "SPOON");
    private static final List<String> NAMES =
            List.of(
                    "Assam tea 100 g",
                    "Stoneware cup",
                    "Glass pot 1 l",
                    "Gift tin",
                    "Linen bag",
                    "Forest honey",
                    "Rock sugar",
                    "Beech spoon");
    private static final List<Integer> CENTS = List.of(690, 1290, 3490, 850, 590, 980, 420, 350);

    /// One thing on the shelf. `contents` is empty for a single product.
    record Ware(
            PackKind kind,
            String name,
            String sku,
            TaxClass taxClass,
            Map<String, Integer> contents,
            long cents) {}

    private DemoShelf() {}

    /// 40 offers and 20 packs.
    static List<Ware> wares() {
        var wares = new ArrayList<Ware>();
        for (var i = 0; i < 40; i++) {
            var kind = i % KINDS.size();
            var food = kind == 0 || kind == 5 || kind == 6;
            wares.add(
                    new Ware(
                            PackKind.OFFER,
                            NAMES.get(kind) + ", no. " + (1 + i / KINDS.size()),
                            sku(i),
                            food ? TaxClass.REDUCED : TaxClass.STANDARD,
                            Map.of(),
                            CENTS.get(kind) + 10L * (i / KINDS.size())));
        }
        for (var i = 0; i < 20; i++) {
            wares.add(pack(i));
        }
        return wares;
    }

    private static Ware pack(int number) {
        var kind = List.of(PackKind.STARTER, PackKind.RESELLER, PackKind.PRO).get(number % 3);
        var units =
                switch (kind) {
                    case STARTER, OFFER -> 4;
                    case RESELLER -> 10;
                    case PRO -> 24;
                };
        var contents = new LinkedHashMap<String, Integer>();
        var cents = 0L;
        for (var part = 0; part < 3; part++) {
            var item = (number * 3 + part * 7) % 40;
            contents.put(sku(item), units);
            cents += units * (CENTS.get(item % KINDS.size()) * 7L / 10);
        }
        var name =
                kind.name().charAt(0) + kind.name().substring(1).toLowerCase(java.util.Locale.ROOT);
        return new Ware(
                kind,
                name + " pack no. " + (1 + number),
                "PACK-" + kind + "-" + (1 + number),
                TaxClass.STANDARD,
                contents,
                cents);
    }

    static String sku(int item) {
        return KINDS.get(item % KINDS.size()) + "-" + (1 + item / KINDS.size());
    }
}
