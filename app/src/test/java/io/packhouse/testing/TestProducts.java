package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Goods for tests that only buy.
public final class TestProducts {

    private TestProducts() {}

    /// Published offers at 19.99 EUR net, each with that many units in stock.
    public static List<String> offers(Client staff, int count, int units) {
        var packs = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            var sku = "WARE-" + i;
            staff.post(
                    "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                    "{\"quantity\":%s,\"reason\":\"delivery\"}".formatted(units));
            var pack = staff.post("/api/v1/packs", """
                                    {"kind":"STARTER","name":"%1$s","sku":"%1$s",
                                     "taxClass":"STANDARD"}\
                                    """.formatted(sku)).string("id");
            staff.post("/api/v1/packs/" + pack + "/prices", "{\"amountMinor\":1999,\"currency\":\"EUR\"}");
            assertThat(staff.post("/api/v1/packs/" + pack + "/publish", "").status())
                    .isEqualTo(200);
            packs.add(pack);
        }
        return packs;
    }
}
