package io.packhouse.storefront.query.order;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderRefusal;
import io.packhouse.ordering.query.OrderQueries;
import io.packhouse.payment.query.PaymentQueries;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.storefront.query.LiveStreamLimiter.Subscriber;
import io.packhouse.storefront.query.LiveStreams;
import io.packhouse.storefront.query.ReadModelChangeNotifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The page of an order, for its buyer and for staff: status, payment, and history.
@Controller
@RequestMapping("/orders/{id}")
@ReadsProjections({"projection-orders", "projection-order-history", "projection-payments"})
class OrderPageEndpoint {

    private static final String READ = "orders:read";
    static final String READ_ALL = "orders:read-all";

    private final OrderQueries orders;
    private final PaymentQueries payments;
    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final LiveStreams streams;

    OrderPageEndpoint(
            OrderQueries orders,
            PaymentQueries payments,
            ReadModelChangeNotifier readModelChangeNotifier,
            LiveStreams streams) {
        this.orders = orders;
        this.payments = payments;
        this.readModelChangeNotifier = readModelChangeNotifier;
        this.streams = streams;
    }

    /// Reached right after ordering: waits until the projections contain the order.
    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope(READ)
    String page(@PathVariable OrderId id, Model model, Caller caller, HttpServletResponse response) {
        readModelChangeNotifier.catchUp();
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        model.addAttribute("page", find(id, caller));
        return "storefront/order";
    }

    /// The part of the page that is updated.
    @GetMapping(path = "/state", produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope(READ)
    String state(@PathVariable OrderId id, Model model, Caller caller, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        model.addAttribute("page", find(id, caller));
        return "storefront/order-state :: state";
    }

    /// Sends a message when this order has changed, without content.
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresScope(READ)
    SseEmitter live(
            @PathVariable OrderId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "-1") long after,
            Caller caller,
            HttpServletRequest request) {
        var reader = reader(caller);
        if (orders.version(id.value(), reader) < 0) {
            throw unknown(id);
        }
        return streams.open(
                Subscriber.of(caller, request), lastEventId, after, _ -> orders.version(id.value(), reader));
    }

    private OrderPage find(OrderId id, Caller caller) {
        var reader = reader(caller);
        var version = orders.version(id.value(), reader); // First, because the data read later may be newer.
        var order = orders.one(id.value(), reader).orElseThrow(() -> unknown(id));
        return new OrderPage(
                order.view(),
                orders.lines(id.value()),
                orders.history(id.value()).reversed(),
                payments.ofOrder(id.value(), new PaymentQueries.Reader(reader.buyer())),
                caller,
                version);
    }

    private static OrderQueries.Reader reader(Caller caller) {
        return new OrderQueries.Reader(caller.may(READ_ALL) ? null : caller.actor());
    }

    private static CommandRejectedException unknown(OrderId id) {
        return new CommandRejectedException(OrderRefusal.UNKNOWN_ORDER, Map.of("orderId", id.value()));
    }
}
