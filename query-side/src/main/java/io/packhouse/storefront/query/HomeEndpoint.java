package io.packhouse.storefront.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.monitoring.Backlog;
import io.packhouse.engine.monitoring.Backlog.Waiting;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.projection.ProjectionProgress.Lag;
import io.packhouse.storefront.query.DashboardQueries.RecentEvent;
import io.packhouse.storefront.query.DashboardQueries.Sales;
import io.packhouse.storefront.query.DashboardQueries.State;
import io.packhouse.storefront.query.DashboardQueries.Today;
import io.packhouse.storefront.query.LiveStreamLimiter.Subscriber;
import io.packhouse.storefront.query.pack.PackPageQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The home page. Products and the shop's health are public; metrics are for staff, and public in
/// the demo.
@Controller
class HomeEndpoint {

    private static final String STAFF = "orders:read-all";
    private static final Currency FIRST = Currency.getInstance("EUR");
    private static final int NOT_OLDER_MILLIS = 1_000;

    private final DashboardQueries dashboard;
    private final PackPageQueries packs;
    private final ProjectionProgress groups;
    private final Backlog backlog;
    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final LiveStreams streams;
    private final PageLayout pageLayout;
    private @Nullable HomeDashboard latest;

    /// The data of the live page, read once for all subscribers.
    record HomeDashboard(
            long position,
            long nanos,
            Today today,
            List<State> states,
            List<RecentEvent> moves,
            List<PackPageQueries.Best> best,
            Sales sales,
            Currency currency,
            List<Lag> lags,
            Map<String, Long> aside) {

        public long in(String status) {
            return states.stream()
                    .filter(state -> state.status().equals(status))
                    .mapToLong(State::orders)
                    .sum();
        }

        public long behind() {
            return lags.stream().mapToLong(Lag::lag).max().orElse(0);
        }

        /// Dead letters; the read models lack these events and the later ones of their streams.
        public long setAside() {
            return aside.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean isWell() {
            return lags.stream().allMatch(Lag::running);
        }
    }

    HomeEndpoint(
            DashboardQueries dashboard,
            PackPageQueries packs,
            ProjectionProgress groups,
            Backlog backlog,
            ReadModelChangeNotifier readModelChangeNotifier,
            LiveStreams streams,
            PageLayout pageLayout) {
        this.dashboard = dashboard;
        this.packs = packs;
        this.groups = groups;
        this.backlog = backlog;
        this.readModelChangeNotifier = readModelChangeNotifier;
        this.streams = streams;
        this.pageLayout = pageLayout;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String home(Model model, Caller caller) {
        if (maySeeFigures(caller)) {
            return dashboard(model, caller, "storefront/live");
        }
        model.addAttribute("packs", packs.page(null, null, 8).packs());
        model.addAttribute("well", groups.lags().stream().allMatch(Lag::running));
        return "storefront/welcome";
    }

    /// The part of the page that is updated.
    @GetMapping(path = "/live/dashboard", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String board(Model model, Caller caller) {
        return maySeeFigures(caller)
                ? dashboard(model, caller, "storefront/board :: board")
                : "storefront/board :: nothing";
    }

    /// The data of the chart.
    @GetMapping(path = "/live/sales", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String sales(Model model, Caller caller) {
        return maySeeFigures(caller)
                ? dashboard(model, caller, "storefront/board :: sales")
                : "storefront/board :: nothing";
    }

    /// Sends a message when data has changed, without content.
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PublicEndpoint
    SseEmitter live(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "-1") long after,
            Caller caller,
            HttpServletRequest request) {
        return streams.open(Subscriber.of(caller, request), lastEventId, after, beat -> beat);
    }

    private String dashboard(Model model, Caller caller, String view) {
        model.addAttribute("board", board());
        model.addAttribute("staff", caller.may(STAFF));
        return view;
    }

    private boolean maySeeFigures(Caller caller) {
        return pageLayout.isDemo() || caller.may(STAFF);
    }

    private synchronized HomeDashboard board() {
        var position = readModelChangeNotifier.position();
        var now = System.nanoTime();
        var known = latest;
        if (known == null
                || now - known.nanos() > NOT_OLDER_MILLIS * 1_000_000L
                || (known.position() != position && now - known.nanos() > 200_000_000L)) {
            known = read(position, now);
            latest = known;
        }
        return known;
    }

    private HomeDashboard read(long position, long now) {
        var today = dashboard.today();
        var currency =
                today.today().isEmpty() ? FIRST : today.today().getFirst().currency();
        return new HomeDashboard(
                position,
                now,
                today,
                dashboard.states(),
                dashboard.moves(),
                packs.bestSellers(),
                dashboard.sales(currency),
                currency,
                groups.lags(),
                backlog.deadLetters().stream()
                        .collect(Collectors.toMap(Waiting::name, Waiting::count, Long::sum, TreeMap::new)));
    }
}
