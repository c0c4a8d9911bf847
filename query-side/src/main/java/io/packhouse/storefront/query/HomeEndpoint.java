package io.packhouse.storefront.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.projection.ProjectionGroups;
import io.packhouse.engine.projection.ProjectionGroups.Lag;
import io.packhouse.engine.watch.Backlog;
import io.packhouse.engine.watch.Backlog.Waiting;
import io.packhouse.storefront.query.HomeFigures.Move;
import io.packhouse.storefront.query.HomeFigures.Sales;
import io.packhouse.storefront.query.HomeFigures.State;
import io.packhouse.storefront.query.HomeFigures.Today;
import io.packhouse.storefront.query.LivePlaces.Watcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The first page. Everybody sees what is sold and that the shop is well; figures are for staff,
/// and for everybody in the demo, whose figures are nobody's business secrets.
@Controller
class HomeEndpoint {

    private static final String STAFF = "orders:read-all";
    private static final Currency FIRST = Currency.getInstance("EUR");
    private static final int NOT_OLDER_MILLIS = 1_000;

    private final HomeFigures figures;
    private final ShopPacks packs;
    private final ProjectionGroups groups;
    private final Backlog backlog;
    private final Pulse pulse;
    private final LiveStreams streams;
    private final Frame frame;
    private @Nullable Board latest;

    /// Everything live on the page: read once for all who look.
    record Board(
            long position,
            long nanos,
            Today today,
            List<State> states,
            List<Move> moves,
            List<ShopPacks.Best> best,
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

        /// Events that read models could not take; they lack what these and later ones tell.
        public long setAside() {
            return aside.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean isWell() {
            return lags.stream().allMatch(Lag::running);
        }
    }

    HomeEndpoint(
            HomeFigures figures,
            ShopPacks packs,
            ProjectionGroups groups,
            Backlog backlog,
            Pulse pulse,
            LiveStreams streams,
            Frame frame) {
        this.figures = figures;
        this.packs = packs;
        this.groups = groups;
        this.backlog = backlog;
        this.pulse = pulse;
        this.streams = streams;
        this.frame = frame;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String home(Model model, Caller caller) {
        if (maySeeFigures(caller)) {
            return figures(model, caller, "storefront/live");
        }
        model.addAttribute("packs", packs.shelf(null, null, 8).packs());
        model.addAttribute("well", groups.lags().stream().allMatch(Lag::running));
        return "storefront/welcome";
    }

    /// The part of the page that moves.
    @GetMapping(path = "/live/board", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String board(Model model, Caller caller) {
        return maySeeFigures(caller)
                ? figures(model, caller, "storefront/board :: board")
                : "storefront/board :: nothing";
    }

    /// What the chart draws.
    @GetMapping(path = "/live/sales", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String sales(Model model, Caller caller) {
        return maySeeFigures(caller)
                ? figures(model, caller, "storefront/board :: sales")
                : "storefront/board :: nothing";
    }

    /// Says that something moved, and nothing more.
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Open
    SseEmitter live(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "-1") long after,
            Caller caller,
            HttpServletRequest request) {
        return streams.open(Watcher.of(caller, request), lastEventId, after, beat -> beat);
    }

    private String figures(Model model, Caller caller, String view) {
        model.addAttribute("board", board());
        model.addAttribute("staff", caller.may(STAFF));
        return view;
    }

    private boolean maySeeFigures(Caller caller) {
        return frame.isDemo() || caller.may(STAFF);
    }

    private synchronized Board board() {
        var position = pulse.position();
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

    private Board read(long position, long now) {
        var today = figures.today();
        var currency = today.today().isEmpty() ? FIRST : today.today().getFirst().currency();
        return new Board(
                position,
                now,
                today,
                figures.states(),
                figures.moves(),
                packs.bestSellers(),
                figures.sales(currency),
                currency,
                groups.lags(),
                backlog.letters().stream()
                        .collect(Collectors.toMap(Waiting::name, Waiting::count)));
    }
}
