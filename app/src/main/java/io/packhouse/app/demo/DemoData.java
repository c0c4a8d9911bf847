package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoOrder.Item;
import io.packhouse.app.demo.DemoTimeline.Entry;
import io.packhouse.app.demo.DemoTimeline.What;
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

/// Gives the shop its goods and a past, through its own doors, over HTTP, once. What the past was
/// follows from fixed numbers; when it was, from the day it is made on.
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
    private final DemoEventAwaiter news;
    private final int orders;
    private volatile boolean stopping;

    DemoData(
            JwtIssuer tokens,
            DemoProgress progress,
            DemoClock clock,
            DemoEventAwaiter news,
            @Value("${packhouse.demo.orders:2000}") int orders) {
        this.tokens = tokens;
        this.progress = progress;
        this.clock = clock;
        this.news = news;
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
        try (var team = new DemoWorkers(tokens, progress)) {
            if (!clock.isFinished()) {
                fill(new DemoClient(base), team);
            }
            for (var person : DemoPerson.all()) {
                tokens.keep(person.account(), team.token(person));
            }
            progress.finish();
        } catch (RuntimeException e) {
            if (stopping) {
                return; // The next start goes on with it.
            }
            LOG.error("The demo data could not be made", e);
            progress.fail(String.valueOf(e.getMessage()));
        }
    }

    private void fill(DemoClient client, DemoWorkers team) {
        var begun = clock.now();
        var shelf = new DemoCatalogLoader(client, team);
        var chores = new DemoWarehouseTasks(client, team, shelf.products());
        var past = orders(begun);
        var shelved = clock.isShelved();
        var now = DemoWarehouseTasks.HOLDS + (clock.isMovable() ? JUST_NOW : 0);
        progress.begin((shelved ? 0 : shelf.steps()) + past.size() + now);
        if (!shelved) {
            shelf.fill();
            shelf.offer(DemoReward.whenShelved());
        }
        live(past, client, team, shelf.assortment(), chores);
        clock.arrive();
        team.renew();
        team.together(chores.holds());
        if (clock.isMovable()) {
            team.together(justNow(client, team, shelf.assortment()));
        }
        shelf.offer(DemoReward.whenFinished());
    }

    /// Some are being packed, some are paid, and for some the buyer still looks for the card.
    private List<Runnable> justNow(DemoClient client, DemoWorkers team, List<Item> assortment) {
        var people = DemoPerson.buyers().size();
        var errands = new ArrayList<Runnable>();
        for (var i = 0; i < JUST_NOW; i++) {
            var order = new DemoOrder(client, team, news, assortment, orders + i, people);
            var nth = i;
            errands.add(
                    () -> {
                        if (order.place() && nth < JUST_PAID) {
                            order.pay();
                        }
                        if (nth < JUST_PACKED) {
                            order.goOn(What.PROCESS);
                        }
                    });
        }
        return errands;
    }

    private List<Entry> orders(Instant begun) {
        if (!clock.isMovable()) {
            return List.of(); // Nobody can pay at a real provider by program.
        }
        // One that was interrupted left at most its last rush unfinished.
        var from = begun.minus(DemoTimeline.HOLD);
        return new DemoTimeline(clock.beginning().plus(SETTING_UP), Instant.now(), orders)
                .entries().stream().filter(entry -> entry.at().isAfter(from)).toList();
    }

    /// Moment by moment; what happens in the same one is done at once.
    private void live(
            List<Entry> past,
            DemoClient client,
            DemoWorkers team,
            List<Item> assortment,
            DemoWarehouseTasks chores) {
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
            clock.goTo(moment);
            var scene = past.subList(from, to);
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < scene.size(); i++) {
                var entry = scene.get(i);
                if (entry.what() == What.ORDER) {
                    clock.pass(moment.plus(RUSH.multipliedBy(i).dividedBy(scene.size())));
                }
                running.add(team.start(() -> perform(entry, client, team, assortment, chores)));
            }
            if (scene.getFirst().what() == What.LAPSE) {
                clock.settle();
            }
            DemoWorkers.await(running);
            from = to;
        }
    }

    private void perform(
            Entry entry,
            DemoClient client,
            DemoWorkers team,
            List<Item> assortment,
            DemoWarehouseTasks chores) {
        switch (entry.what()) {
            case LAPSE -> {}
            case RESTOCK, COUNT, REPRICE, REDEEM -> chores.perform(entry);
            case ORDER -> {
                var order = order(entry, client, team, assortment);
                if (!clock.knows(order.id()) && order.place()) {
                    order.pay();
                }
            }
            case CANCEL, BALANCE, PROCESS, SHIP, DELIVER ->
                    order(entry, client, team, assortment).goOn(entry.what());
        }
    }

    private DemoOrder order(
            Entry entry, DemoClient client, DemoWorkers team, List<Item> assortment) {
        var people = DemoPerson.buyers().size();
        var regulars = Math.min(people, 16 + entry.number() * people / orders);
        return new DemoOrder(client, team, news, assortment, entry.number(), regulars);
    }
}
