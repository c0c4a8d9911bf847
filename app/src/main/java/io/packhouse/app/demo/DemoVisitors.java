package io.packhouse.app.demo;

import io.packhouse.app.security.LocalTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Customers who come while somebody watches the demo, and take their time.
@Component
@Profile("demo")
class DemoVisitors {

    private static final int AT_ONCE = 20;
    private static final Duration APART = Duration.ofMillis(1_200);
    private static final Logger LOG = LoggerFactory.getLogger(DemoVisitors.class);

    private final LocalTokens tokens;
    private final Clock clock;
    private final AtomicBoolean here = new AtomicBoolean();
    private volatile String base = "";

    DemoVisitors(LocalTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @EventListener
    void opened(ServletWebServerInitializedEvent event) {
        base = "http://127.0.0.1:" + event.getWebServer().getPort();
    }

    /// A second wish is heard when the first have gone.
    void come() {
        if (here.compareAndSet(false, true)) {
            Thread.ofVirtual().name("demo-visitors").start(this::visit);
        }
    }

    private void visit() {
        try {
            var client = new DemoClient(base);
            var packs = packs(client);
            // Numbers nobody had before, so that their orders are new ones.
            var first = (int) (clock.instant().getEpochSecond() % 1_000_000_000) / 20 * 20;
            for (var number = first; number < first + AT_ONCE; number++) {
                var order = new DemoOrder(client, tokens, packs, number, APART);
                Thread.ofVirtual().name("demo-visitor").start(() -> live(order));
                Thread.sleep(APART);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            here.set(false);
        }
    }

    private static void live(DemoOrder order) {
        try {
            order.live();
        } catch (RuntimeException e) {
            LOG.warn("A visitor of the demo left without an order: {}", e.toString());
        }
    }

    private static List<String> packs(DemoClient client) {
        return client.get("", "/api/v1/packs?limit=200")
                .body()
                .path("items")
                .valueStream()
                .map(pack -> pack.path("packId").asString())
                .toList();
    }
}
