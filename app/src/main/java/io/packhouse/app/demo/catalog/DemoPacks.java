package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.catalog.DemoAssortment.DemoProduct;
import io.packhouse.app.demo.catalog.DemoAssortment.Field;
import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.pack.PackKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// The packs of the demo: six per department, two of each kind. The last one is a pallet of
/// returned goods.
final class DemoPacks {

    private static final String HEADER = "sku,product_name,quantity,condition,unit_retail,currency\r\n";
    private static final List<String> CONDITIONS =
            List.of("OPEN_BOX", "OPEN_BOX", "USED", "REFURBISHED", "NEW", "DAMAGED", "SALVAGE");

    /// One line of a manifest; `cents` is the retail price of a unit.
    record Line(String sku, String name, int quantity, String condition, int cents) {}

    /// `contents` is empty for a pallet, which is stocked under its own SKU.
    record Pack(
            String sku,
            String name,
            PackKind kind,
            TaxClass taxClass,
            Map<String, Integer> contents,
            List<Line> manifest,
            int cents) {

        /// Its manifest as a CSV file.
        String manifestFile() {
            return manifest.stream()
                    .map(line -> String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%s,%s.%02d,EUR\r\n",
                            line.sku(),
                            line.name(),
                            line.quantity(),
                            line.condition(),
                            line.cents() / 100,
                            line.cents() % 100))
                    .collect(Collectors.joining("", HEADER, ""));
        }

        boolean isPallet() {
            return contents.isEmpty();
        }
    }

    private DemoPacks() {}

    /// 60 packs, the same every time.
    static List<Pack> all(List<DemoProduct> wares) {
        var random = new Random(60);
        var packs = new ArrayList<Pack>();
        for (var field : DemoAssortment.fields()) {
            var all = wares.stream()
                    .filter(ware -> ware.field().equals(field.name()) && ware.maker() < 0)
                    .toList();
            var goods = all.subList(0, all.size() - 1); // The last product may be scarce.
            for (var number = 1; number <= 2; number++) {
                packs.add(mixed(field, PackKind.STARTER, number, goods, 4, 3, random));
                packs.add(mixed(field, PackKind.RESELLER, number, goods, 6, 6, random));
            }
            packs.add(mixed(field, PackKind.PRO, 1, goods, 8, 12, random));
            packs.add(pallet(field, goods, random));
        }
        return packs;
    }

    private static Pack mixed(
            Field field, PackKind kind, int number, List<DemoProduct> goods, int sorts, int units, Random random) {
        var contents = new LinkedHashMap<String, Integer>();
        var lines = new ArrayList<Line>();
        var retail = 0;
        var first = random.nextInt(goods.size());
        for (var i = 0; i < sorts; i++) {
            var ware = goods.get((first + i * 5) % goods.size());
            if (contents.put(ware.sku(), units) == null) {
                lines.add(new Line(ware.sku(), ware.name(), units, "NEW", ware.cents()));
                retail += units * ware.cents();
            }
        }
        var percent = switch (kind) {
            case STARTER, OFFER -> 75;
            case RESELLER -> 66;
            case PRO -> 58;
        };
        return new Pack(
                "PACK-%s-%s%s".formatted(field.code(), kind.name().charAt(0), number),
                "%s: %s pack %s".formatted(field.name(), kind.name().toLowerCase(Locale.ROOT), number),
                kind,
                field.taxClass(),
                contents,
                lines,
                retail * percent / 100 / 100 * 100);
    }

    private static Pack pallet(Field field, List<DemoProduct> goods, Random random) {
        var lines = new ArrayList<Line>();
        var retail = 0;
        for (var ware : goods) {
            var units = 1 + random.nextInt(18);
            var condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
            lines.add(new Line(ware.sku(), ware.name(), units, condition, ware.cents()));
            retail += units * ware.cents();
        }
        return new Pack(
                "PALLET-" + field.code(),
                field.name() + ": pallet of returned goods",
                PackKind.PRO,
                field.taxClass(),
                Map.of(),
                lines,
                retail * 22 / 100 / 100 * 100);
    }
}
