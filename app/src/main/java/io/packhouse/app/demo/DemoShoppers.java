package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoOrder.Item;
import io.packhouse.app.demo.DemoTimeline.What;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.catalog.api.pack.PackKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Simulates customers who order one after the other.
@Component
@Profile("demo")
class DemoShoppers {

    private static final int AT_ONCE = 20;
    private static final Duration APART = Duration.ofMillis(1_200);
    private static final Logger LOG = LoggerFactory.getLogger(DemoShoppers.class);

    private final JwtIssuer tokens;
    private final DemoProgress progress;
    private final DemoEventAwaiter events;
    private final Clock clock;
    private final AtomicBoolean here = new AtomicBoolean();
    private volatile String base = "";

    DemoShoppers(JwtIssuer tokens, DemoProgress progress, DemoEventAwaiter events, Clock clock) {
        this.tokens = tokens;
        this.progress = progress;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void opened(ServletWebServerInitializedEvent event) {
        base = "http://127.0.0.1:" + event.getWebServer().getPort();
    }

    /// Ignored while earlier customers are active, and during the simulated past, where their
    /// reservations would expire before they pay.
    void startVisit() {
        if (progress.report().done() && here.compareAndSet(false, true)) {
            Thread.ofVirtual().name("demo-visitors").start(this::visit);
        }
    }

    private void visit() {
        try (var team = new DemoWorkers(tokens, progress::step)) {
            var client = new DemoClient(base);
            var packs = packs(client);
            var visits = new ArrayList<Thread>();
            // Unused numbers, so that the orders are new ones.
            var first = (int) (clock.instant().getEpochSecond() % 1_000_000_000) / 20 * 20;
            for (var number = first; number < first + AT_ONCE; number++) {
                var people = DemoPerson.buyers().size();
                var order = new DemoOrder(client, team, events, packs, number, people);
                visits.add(Thread.ofVirtual().name("demo-visitor").start(() -> run(order)));
                Thread.sleep(APART);
            }
            for (var visit : visits) {
                visit.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            here.set(false);
        }
    }

    private static void run(DemoOrder order) {
        try {
            if (!order.place()) {
                return;
            }
            Thread.sleep(APART);
            order.pay();
            for (var step : steps(order.outcome())) {
                Thread.sleep(APART);
                order.continueWith(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A visitor of the demo left without an order: {}", e.toString());
        }
    }

    private static List<What> steps(DemoOrderOutcome outcome) {
        return switch (outcome) {
            case CANCELLED, REFUNDED -> List.of(What.CANCEL);
            case BALANCE_PAID -> List.of(What.BALANCE, What.PROCESS);
            case DELIVERED -> List.of(What.PROCESS, What.SHIP, What.DELIVER);
            case UNPAID, DECLINED, DEPOSIT_PAID, OUT_OF_STOCK -> List.of();
        };
    }

    private static List<Item> packs(DemoClient client) {
        return client.get("", "/api/v1/packs?limit=200")
                .body()
                .path("items")
                .valueStream()
                .map(pack -> new Item(pack.path("packId").asString(), isPack(pack)))
                .toList();
    }

    private static boolean isPack(JsonNode pack) {
        return !pack.path("kind").asString().equals(PackKind.OFFER.name());
    }
}
