package io.packhouse.analytics.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.shared.api.Refused;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Figures over whole days, `from` and `to` included, in the days of `zone`: the thirty days that
/// end today in UTC, unless said otherwise. Days of UTC are answered soonest: they are kept
/// counted.
@RestController
@RequestMapping("/api/v1/analytics")
@ReadsFrom({"projection-sales", "projection-payment-facts"})
class AnalyticsEndpoint {

    private static final String READ = "analytics:read";

    private final SalesQueries sales;
    private final ProductFigures products;
    private final MomentQueries moments;
    private final UserFigures users;
    private final PaymentFigures payments;
    private final StockFigures stock;

    AnalyticsEndpoint(
            SalesQueries sales,
            ProductFigures products,
            MomentQueries moments,
            UserFigures users,
            PaymentFigures payments,
            StockFigures stock) {
        this.sales = sales;
        this.products = products;
        this.moments = moments;
        this.users = users;
        this.payments = payments;
        this.stock = stock;
    }

    /// Today so far, beside the same hours one week ago.
    @GetMapping("/dashboard")
    @Requires(READ)
    @ReadsFrom({
        "projection-sales",
        "projection-payment-facts",
        "projection-orders",
        "projection-stock"
    })
    Figures.Dashboard dashboard(
            @RequestParam(required = false) @Nullable String zone, Caller caller) {
        return moments.dashboard(Period.zone(zone), caller.at());
    }

    @GetMapping("/revenue")
    @Requires(READ)
    Figures.Revenue revenue(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        return new Figures.Revenue(
                period.first(),
                period.last(),
                period.zone().getId(),
                sales.totals(period),
                sales.perDay(period));
    }

    /// How far the orders placed in the period came, and what happened on each of its days.
    @GetMapping("/orders")
    @Requires(READ)
    Figures.Orders orders(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        var funnel = sales.funnel(period);
        return new Figures.Orders(
                period.first(),
                period.last(),
                period.zone().getId(),
                funnel,
                Shares.basisPoints(funnel.cancelled(), funnel.placed()),
                Shares.basisPoints(funnel.rejected(), funnel.placed()),
                Shares.basisPoints(funnel.confirmed(), funnel.placed()),
                sales.cancellations(period),
                sales.totals(period),
                sales.ordersPerDay(period));
    }

    /// The packs that brought in most, at most `limit` of them.
    @GetMapping("/products")
    @Requires(READ)
    @ReadsFrom({"projection-sales", "projection-order-record"})
    Figures.Products products(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        return new Figures.Products(
                period.first(),
                period.last(),
                period.zone().getId(),
                products.of(period, within(limit)));
    }

    /// Customers by pseudonym only: how many are new, how many came back.
    @GetMapping("/users")
    @Requires(READ)
    Figures.Users users(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        return users.of(Period.of(from, to, zone, caller.at()));
    }

    @GetMapping("/payments")
    @Requires(READ)
    Figures.Payments payments(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        return payments.of(Period.of(from, to, zone, caller.at()));
    }

    /// What runs out first stands first; `lowOnly` keeps what is at or below its watched number.
    @GetMapping("/inventory")
    @Requires(READ)
    @ReadsFrom({"projection-stock", "projection-movements"})
    Figures.Stock inventory(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "false") boolean lowOnly,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        return stock.of(period, lowOnly, within(limit), caller.at());
    }

    private static int within(int limit) {
        if (limit < 1 || limit > Pages.MOST) {
            throw new Refused(
                    Pages.Limit.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", Pages.MOST));
        }
        return limit;
    }
}
