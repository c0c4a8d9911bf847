package io.packhouse.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A shop's day as a list of requests: goods are received, offered, bought, shipped; another order
/// is cancelled. Each request has a key of its own, so that it can be repeated.
public final class PurchaseScript {

    /// The caller, the request, and its key. `needs` names a step whose id replaces `%s` in the
    /// path.
    public record Step(String key, boolean staff, String path, String needs, Function<String, String> body) {

        public String path(Map<String, String> ids) {
            return path.formatted(ids.getOrDefault(needs, ""));
        }

        public String body(Map<String, String> ids) {
            return body.apply(ids.getOrDefault("pack", ""));
        }
    }

    private final String sku;
    private final List<Step> steps = new ArrayList<>();

    public PurchaseScript(String sku) {
        this.sku = sku;
        var price = "{\"amountMinor\":1999,\"currency\":\"EUR\"}";
        var offer =
                "{\"kind\":\"STARTER\",\"name\":\"%1$s\",\"sku\":\"%1$s\",\"taxClass\":\"STANDARD\"}".formatted(sku);
        var delivery = "{\"quantity\":9,\"reason\":\"delivery\"}";
        var shipment = "{\"carrier\":\"DHL\",\"trackingNumber\":\"T-1\"}";
        staff("receive", "/api/v1/inventory/items/inv_main_" + sku + "/receipts", "", delivery);
        staff("pack", "/api/v1/packs", "", offer);
        staff("price", "/api/v1/packs/%s/prices", "pack", price);
        staff("publish", "/api/v1/packs/%s/publish", "pack", "");
        buyer("bought", "/api/v1/orders", "", pack -> Shop.basket("FULL", 1, pack));
        staff("start-processing", "/api/v1/orders/%s/start-processing", "bought", "");
        staff("ship", "/api/v1/orders/%s/ship", "bought", shipment);
        staff("deliver", "/api/v1/orders/%s/deliver", "bought", "");
        buyer("regretted", "/api/v1/orders", "", pack -> Shop.basket("FULL", 2, pack));
        buyer("cancel", "/api/v1/orders/%s/cancel", "regretted", _ -> "");
    }

    public List<Step> steps() {
        return steps;
    }

    /// The events of every stream except those with the provider, by subject.
    public Map<String, List<String>> history(RawLog log, Map<String, String> ids) {
        var streams = new LinkedHashMap<String, String>();
        streams.put("stock", "inv_main_" + sku);
        for (var name : List.of("pack", "bought", "regretted")) {
            streams.put(name, ids.get(name));
        }
        var found = new HashMap<String, List<String>>();
        streams.forEach((name, stream) -> found.put(
                name, log.stream(stream).stream().map(RawLog.Stored::name).toList()));
        return found;
    }

    /// How often money was captured for the order that was not cancelled.
    public static long captures(RawLog log, Map<String, String> ids) {
        return log.stream("pay_" + ids.get("bought") + "_FULL").stream()
                .filter(event -> event.name().equals("payment.PaymentCaptured"))
                .count();
    }

    private void staff(String key, String path, String needs, String body) {
        steps.add(new Step(key, true, path, needs, _ -> body));
    }

    private void buyer(String key, String path, String needs, Function<String, String> body) {
        steps.add(new Step(key, false, path, needs, body));
    }
}
