package io.packhouse.ordering.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.LongPoll;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderRefusal;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTransitions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Orders: the caller's own, and all orders for staff.
@RestController
@RequestMapping("/api/v1/orders")
@ReadsProjections(OrdersEndpoint.GROUP)
class OrdersEndpoint {

    static final String GROUP = "projection-orders";

    private static final String READ = "orders:read";
    private static final String READ_ALL = "orders:read-all";
    private static final String MANAGE = "orders:manage";
    private static final String PLACE = "orders:place";
    private static final Set<String> BUYERS_COMMANDS = Set.of("cancel");

    private final OrderList list;
    private final OrderQueries orders;
    private final CursorCodec cursorCodec;
    private final LongPoll longPoll;

    record Items(List<OrderView.Line> items) {}

    record History(List<OrderView.Change> items) {}

    OrdersEndpoint(OrderList list, OrderQueries orders, CursorCodec cursorCodec, LongPoll longPoll) {
        this.list = list;
        this.orders = orders;
        this.cursorCodec = cursorCodec;
        this.longPoll = longPoll;
    }

    /// The newest first, or the one with that order number. Orders whose stock is not reserved yet
    /// or was refused are returned to staff only.
    @GetMapping
    @RequiresScope(READ)
    KeysetPage<OrderSummary> list(
            @RequestParam(required = false) @Nullable Set<OrderStatus> status,
            @RequestParam(required = false) @Nullable PersonId buyer,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var filter = new TreeMap<String, String>();
        if (!caller.may(READ_ALL)) {
            filter.put("buyer", caller.actor());
        } else if (buyer != null) {
            filter.put("buyer", buyer.value());
        }
        if (status != null && !status.isEmpty()) {
            filter.put("status", status.stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
        }
        if (number != null && !number.isBlank()) {
            filter.put("number", number.strip());
        }
        return list.read(
                KeysetPageRequest.of(cursorCodec, "/api/v1/orders", filter, limit, cursor),
                filter.get("buyer"),
                filter.get("number"),
                OrderList.visible(status, caller.may(READ_ALL)));
    }

    /// With `If-None-Match` and `Prefer: wait=20` the response waits until the order has changed.
    @GetMapping("/{id}")
    @RequiresScope(READ)
    ResponseEntity<OrderView> one(@PathVariable OrderId id, Caller caller, WebRequest request) {
        var row = longPoll.await(
                id.value(),
                GROUP,
                request,
                () -> orders.one(id.value(), reader(caller)).orElseThrow(() -> unknown(id)),
                OrdersEndpoint::version);
        var view = row.view().allowing(allowed(row.view(), caller));
        return ETags.own(request, version(row), view);
    }

    /// Erasing a person changes no row, but must invalidate cached addresses.
    private static String version(OrderQueries.Row row) {
        return row.position() + (row.view().shipTo() == null ? "-erased" : "");
    }

    @GetMapping("/{id}/items")
    @RequiresScope(READ)
    @ReadsProjections({GROUP, "projection-order-history"})
    Items items(@PathVariable OrderId id, Caller caller) {
        requireVisible(id, caller);
        return new Items(orders.lines(id.value()));
    }

    @GetMapping("/{id}/history")
    @RequiresScope(READ)
    @ReadsProjections({GROUP, "projection-order-history"})
    History history(@PathVariable OrderId id, Caller caller) {
        requireVisible(id, caller);
        return new History(orders.history(id.value()));
    }

    private void requireVisible(OrderId id, Caller caller) {
        if (!orders.isVisible(id.value(), reader(caller))) {
            throw unknown(id);
        }
    }

    private static OrderQueries.Reader reader(Caller caller) {
        return new OrderQueries.Reader(caller.may(READ_ALL) ? null : caller.actor());
    }

    private static List<OrderView.Allowed> allowed(OrderView order, Caller caller) {
        return OrderTransitions.commandsIn(
                        OrderStatus.valueOf(order.status()),
                        OrderPaymentStatus.valueOf(order.paymentStatus()),
                        "OPEN".equals(order.dispute()))
                .stream()
                .filter(name -> caller.may(MANAGE) || (caller.may(PLACE) && BUYERS_COMMANDS.contains(name)))
                .map(name -> new OrderView.Allowed(
                        name, URI.create("/api/v1/orders/" + order.id() + "/" + name), note(name, order)))
                .toList();
    }

    /// After a partial refund, perhaps for a part of the goods, staff see a note before they pack.
    private static @Nullable String note(String command, OrderView order) {
        var goesOut = command.equals("start-processing") || command.equals("ship");
        return goesOut && order.refunded().amountMinor() > 0
                ? "%s of the %s paid was refunded.".formatted(order.refunded(), order.paid())
                : null;
    }

    private static CommandRejectedException unknown(OrderId id) {
        return new CommandRejectedException(OrderRefusal.UNKNOWN_ORDER, Map.of("orderId", id.value()));
    }
}
