package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoOrder.Item;
import io.packhouse.app.demo.DemoTimeline.Entry;
import io.packhouse.app.demo.DemoTimeline.What;
import io.packhouse.app.demo.catalog.DemoAssortment;
import io.packhouse.app.demo.catalog.DemoCatalogLoader;
import io.packhouse.app.demo.catalog.DemoReward;
import io.packhouse.app.security.JwtIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Fills the shop once with a catalog and a past, over HTTP. The past is derived from fixed
/// numbers, its dates from the day of the start.
@Component
@Profile("demo")
class DemoData {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final Duration RUSH = Duration.ofMinutes(4);
    private static final int JUST_NOW = 16;
    private static final int JUST_PAID = 9;
    private static final int JUST_PACKED = 3;
    private static final Duration TOKENS = Duration.ofDays(7);
    private static final Duration SETTING_UP = Duration.ofHours(2);

    private final JwtIssuer tokens;
    private final DemoProgress progress;
    private final DemoClock clock;
    private final DemoEventAwaiter events;
    private final int productsPerCategory;
    private final int orders;
    private volatile boolean stopping;

    DemoData(
            JwtIssuer tokens,
            DemoProgress progress,
            DemoClock clock,
            DemoEventAwaiter events,
            @Value("${packhouse.demo.products-per-category:15}") int productsPerCategory,
            @Value("${packhouse.demo.orders:2000}") int orders) {
        this.tokens = tokens;
        this.progress = progress;
        this.clock = clock;
        this.events = events;
        this.productsPerCategory = productsPerCategory;
        this.orders = orders;
    }

    @EventListener
    void fill(ServletWebServerInitializedEvent event) {
        var base = "http://127.0.0.1:" + event.getWebServer().getPort();
        Thread.ofPlatform().name("demo-data").daemon().start(() -> fill(base));
    }

    @EventListener
    void stop(ContextClosedEvent event) {
        stopping = true;
    }

    private void fill(String base) {
        try (var team = new DemoWorkers(tokens, progress::step)) {
            if (!clock.isFinished()) {
                fill(new DemoClient(base), team);
            }
            for (var person : DemoPerson.all()) {
                tokens.keep(person.account(), team.token(person));
            }
            progress.finish();
        } catch (RuntimeException e) {
            if (stopping) {
                return; // The next start continues.
            }
            LOG.error("The demo data could not be made", e);
            progress.fail(String.valueOf(e.getMessage()));
        }
    }

    private void fill(DemoClient client, DemoWorkers team) {
        var begun = clock.now();
        var catalog = new DemoCatalogLoader(client, team, DemoAssortment.wares(productsPerCategory));
        var chores = new DemoWarehouseTasks(client, team, catalog.products());
        var past = orders(begun);
        var loaded = clock.isCatalogLoaded();
        var now = DemoCatalogLoader.RESERVATIONS + (clock.isAdjustable() ? JUST_NOW : 0);
        progress.begin((loaded ? 0 : catalog.steps()) + past.size() + now);
        if (!loaded) {
            catalog.fill();
            catalog.offer(DemoReward.afterCatalog());
        }
        simulate(past, client, team, catalog.assortment(), chores);
        clock.moveToPresent();
        team.renew();
        team.together(catalog.reservations());
        if (clock.isAdjustable()) {
            team.together(justNow(client, team, catalog.assortment()));
        }
        catalog.offer(DemoReward.afterAll());
    }

    /// Some orders are being packed, some are paid, some still await payment.
    private List<Runnable> justNow(DemoClient client, DemoWorkers team, List<Item> assortment) {
        var people = DemoPerson.buyers().size();
        var tasks = new ArrayList<Runnable>();
        for (var i = 0; i < JUST_NOW; i++) {
            var order = new DemoOrder(client, team, events, assortment, orders + i, people);
            var nth = i;
            tasks.add(() -> {
                if (order.place() && nth < JUST_PAID) {
                    order.pay();
                }
                if (nth < JUST_PACKED) {
                    order.continueWith(What.PROCESS);
                }
            });
        }
        return tasks;
    }

    private List<Entry> orders(Instant begun) {
        if (!clock.isAdjustable()) {
            return List.of(); // A program cannot pay at a real provider.
        }
        // An interrupted simulation left at most its last rush unfinished.
        var from = begun.minus(DemoTimeline.RESERVATION_TTL);
        return new DemoTimeline(clock.beginning().plus(SETTING_UP), Instant.now(), orders)
                .entries().stream().filter(entry -> entry.at().isAfter(from)).toList();
    }

    /// Runs entry by entry; entries of the same moment run concurrently.
    private void simulate(
            List<Entry> past, DemoClient client, DemoWorkers team, List<Item> assortment, DemoWarehouseTasks chores) {
        var renewed = clock.now();
        for (var from = 0; from < past.size(); ) {
            var moment = past.get(from).at();
            if (moment.isAfter(renewed.plus(TOKENS))) {
                team.renew();
                renewed = moment;
            }
            var to = from;
            while (to < past.size() && past.get(to).at().equals(moment)) {
                to++;
            }
            clock.advanceTo(moment);
            var batch = past.subList(from, to);
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < batch.size(); i++) {
                var entry = batch.get(i);
                if (entry.what() == What.ORDER) {
                    clock.pass(moment.plus(RUSH.multipliedBy(i).dividedBy(batch.size())));
                }
                running.add(team.start(() -> perform(entry, client, team, assortment, chores)));
            }
            if (batch.getFirst().what() == What.EXPIRE) {
                clock.awaitDueTasks();
            }
            DemoWorkers.await(running);
            from = to;
        }
    }

    private void perform(
            Entry entry, DemoClient client, DemoWorkers team, List<Item> assortment, DemoWarehouseTasks chores) {
        switch (entry.what()) {
            case EXPIRE -> {}
            case RESTOCK, COUNT, REPRICE, REDEEM -> chores.perform(entry);
            case ORDER -> {
                var order = order(entry, client, team, assortment);
                if (!clock.exists(order.id()) && order.place()) {
                    order.pay();
                }
            }
            case CANCEL, BALANCE, PROCESS, SHIP, DELIVER ->
                order(entry, client, team, assortment).continueWith(entry.what());
        }
    }

    private DemoOrder order(Entry entry, DemoClient client, DemoWorkers team, List<Item> assortment) {
        var people = DemoPerson.buyers().size();
        var regulars = Math.min(people, 16 + entry.number() * people / orders);
        return new DemoOrder(client, team, events, assortment, entry.number(), regulars);
    }
}
