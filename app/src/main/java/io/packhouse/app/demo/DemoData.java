package io.packhouse.app.demo;

import io.packhouse.app.security.LocalTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Fills the shop through its own doors, over HTTP, once: every request brings a key of its own, so
/// that a second run finds everything done.
@Component
@Profile("demo")
class DemoData {

    static final int ORDERS = 200;
    private static final int AT_ONCE = 8;
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    private final LocalTokens tokens;
    private final DemoProgress progress;

    DemoData(LocalTokens tokens, DemoProgress progress) {
        this.tokens = tokens;
        this.progress = progress;
    }

    @EventListener
    void fill(ServletWebServerInitializedEvent event) {
        var base = "http://127.0.0.1:" + event.getWebServer().getPort();
        DemoPerson.all().forEach(person -> tokens.keep(person.account(), token(person)));
        Thread.ofPlatform().name("demo-data").daemon().start(() -> fill(base));
    }

    private void fill(String base) {
        progress.begin();
        try {
            var client = new DemoClient(base);
            var packs = stockShelf(client);
            atOnce(
                    IntStream.range(0, ORDERS)
                            .<Runnable>mapToObj(
                                    order ->
                                            () ->
                                                    new DemoOrder(client, tokens, packs, order)
                                                            .live())
                            .toList());
            progress.finish();
        } catch (RuntimeException e) {
            LOG.error("The demo data could not be made", e);
            progress.fail(String.valueOf(e.getMessage()));
        }
    }

    /// Puts every ware on the shelf and returns the ids of what can be bought.
    private List<String> stockShelf(DemoClient client) {
        var staff = token(DemoPerson.staff());
        for (var item = 0; item < 40; item++) {
            var sku = DemoShelf.sku(item);
            client.post(
                    staff,
                    "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                    "demo-receipt-" + sku,
                    Map.of("quantity", 5_000, "reason", "opening stock"));
            progress.step();
        }
        var ids = new ArrayList<String>();
        for (var ware : DemoShelf.wares()) {
            ids.add(offer(client, staff, ware));
            progress.step();
        }
        return ids;
    }

    private static String offer(DemoClient client, String staff, DemoShelf.Ware ware) {
        var key = "demo-" + ware.sku();
        var drafted =
                client.post(
                        staff,
                        "/api/v1/packs",
                        key,
                        Map.of(
                                "kind", ware.kind(),
                                "name", ware.name(),
                                "sku", ware.sku(),
                                "taxClass", ware.taxClass(),
                                "contents", ware.contents()));
        var id = drafted.body().path("id").asString();
        var pack = "/api/v1/packs/" + id;
        for (var price : Map.of("EUR", ware.cents(), "CHF", ware.cents() * 96 / 100).entrySet()) {
            client.post(
                    staff,
                    pack + "/prices",
                    key + price.getKey(),
                    Map.of("amountMinor", price.getValue(), "currency", price.getKey()));
        }
        client.post(staff, pack + "/publish", key + "-publish", Map.of());
        return id;
    }

    private void atOnce(List<Runnable> orders) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = new ArrayList<Future<?>>();
            for (var order : orders) {
                running.add(
                        threads.submit(
                                () -> {
                                    order.run();
                                    progress.step();
                                }));
            }
            for (var order : running) {
                order.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making demo orders", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A demo order could not be made", e.getCause());
        }
    }

    private String token(DemoPerson person) {
        return tokens.mint(person.id(), person.name(), person.role());
    }
}
