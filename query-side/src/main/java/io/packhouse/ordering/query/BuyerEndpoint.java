package io.packhouse.ordering.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What one person ordered: the caller, or anyone for staff.
@RestController
@RequestMapping("/api/v1/users/{id}")
@ReadsProjections(OrdersEndpoint.GROUP)
class BuyerEndpoint {

    private static final String READ = "orders:read";
    private static final String READ_ALL = "orders:read-all";

    private final OrderList list;
    private final CursorCodec cursorCodec;
    private final JdbcClient jdbc;

    /// The orders of a person in one currency; `paid` and `refunded` are of orders in any status.
    record Purchases(int orders, int cancelled, Money paid, Money refunded, Instant firstAt, Instant lastAt) {}

    record Analytics(List<Purchases> purchases) {}

    BuyerEndpoint(OrderList list, CursorCodec cursorCodec, @Qualifier("readerDataSource") DataSource reader) {
        this.list = list;
        this.cursorCodec = cursorCodec;
        jdbc = JdbcClient.create(reader);
    }

    /// Their orders, the newest first.
    @GetMapping("/orders")
    @RequiresScope(READ)
    KeysetPage<OrderSummary> orders(
            @PathVariable PersonId id,
            @RequestParam(required = false) @Nullable Set<OrderStatus> status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        requireVisible(id, caller);
        var filter = new TreeMap<String, String>();
        if (status != null && !status.isEmpty()) {
            filter.put("status", status.stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
        }
        return list.read(
                KeysetPageRequest.of(cursorCodec, "/api/v1/users/" + id + "/orders", filter, limit, cursor),
                id.value(),
                null,
                OrderList.visible(status, caller.may(READ_ALL)));
    }

    /// Their purchases, one entry for each currency.
    @GetMapping("/analytics")
    @RequiresScope(READ)
    Analytics analytics(@PathVariable PersonId id, Caller caller) {
        requireVisible(id, caller);
        return new Analytics(jdbc.sql("""
                        select currency, count(*) as orders, count(*) filter (where status = 'CANCELLED') as cancelled,
                               sum(paid_minor) as paid, sum(refunded_minor) as refunded,
                               min(placed_at) as first_at, max(placed_at) as last_at
                        from read.customer_order where buyer = ? and status not in ('PLACED', 'REJECTED')
                        group by currency order by currency""")
                .param(id.value())
                .query((row, _) -> {
                    var currency = Currency.getInstance(row.getString("currency"));
                    return new Purchases(
                            row.getInt("orders"),
                            row.getInt("cancelled"),
                            new Money(row.getLong("paid"), currency),
                            new Money(row.getLong("refunded"), currency),
                            row.getObject("first_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_at", OffsetDateTime.class).toInstant());
                })
                .list());
    }

    private static void requireVisible(PersonId id, Caller caller) {
        if (!caller.may(READ_ALL) && !id.value().equals(caller.actor())) {
            throw new CommandRejectedException(IdentityRefusal.UNKNOWN_ACCOUNT, Map.of("personId", id.value()));
        }
    }
}
