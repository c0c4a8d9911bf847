package io.packhouse.testing;

import java.util.function.Supplier;

/// A client of the warehouse: it receives one unit after another, and repeats a request without an answer under its
/// key.
public record RetryingStockReceiver(Supplier<Client> staff) {

    /// The item that it receives for.
    public static String item(int number) {
        return "inv_main_RECEIVED-" + number;
    }

    public void receive(String item, String key, int units) {
        var path = "/api/v1/inventory/items/" + item + "/receipts";
        for (var unit = 0; unit < units; unit++) {
            var number = unit;
            RetryingBuyer.repeated(() -> staff.get()
                    .post(path, "{\"quantity\":1,\"reason\":\"delivery\"}", "Idempotency-Key", key + "-" + number));
        }
    }
}
