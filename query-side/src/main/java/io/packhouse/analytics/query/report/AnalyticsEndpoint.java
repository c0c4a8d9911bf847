package io.packhouse.analytics.query.report;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Analytics over whole days, `from` and `to` inclusive, in the time zone `zone`; by default the
/// thirty days that end today in UTC. UTC days are fastest, because their counts are stored.
@RestController
@RequestMapping("/api/v1/analytics")
@ReadsProjections({"projection-sales", "projection-payment-facts"})
class AnalyticsEndpoint {

    private static final String READ = "analytics:read";

    private final SalesQueries sales;
    private final ProductAnalytics products;
    private final PointInTimeQueries moments;
    private final CustomerAnalytics users;
    private final PaymentAnalytics payments;
    private final StockAnalytics stock;

    AnalyticsEndpoint(
            SalesQueries sales,
            ProductAnalytics products,
            PointInTimeQueries moments,
            CustomerAnalytics users,
            PaymentAnalytics payments,
            StockAnalytics stock) {
        this.sales = sales;
        this.products = products;
        this.moments = moments;
        this.users = users;
        this.payments = payments;
        this.stock = stock;
    }

    /// Today so far, compared with the same hours one week ago.
    @GetMapping("/dashboard")
    @RequiresScope(READ)
    @ReadsProjections({"projection-sales", "projection-payment-facts", "projection-orders", "projection-stock"})
    AnalyticsReports.Dashboard dashboard(@RequestParam(required = false) @Nullable String zone, Caller caller) {
        return moments.dashboard(Period.zone(zone), caller.at());
    }

    @GetMapping("/revenue")
    @RequiresScope(READ)
    AnalyticsReports.Revenue revenue(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        return new AnalyticsReports.Revenue(
                period.first(), period.last(), period.zone().getId(), sales.totals(period), sales.perDay(period));
    }

    /// How far the orders placed in the period have come, and the events of each day.
    @GetMapping("/orders")
    @RequiresScope(READ)
    AnalyticsReports.Orders orders(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        var funnel = sales.funnel(period);
        return new AnalyticsReports.Orders(
                period.first(),
                period.last(),
                period.zone().getId(),
                funnel,
                BasisPoints.basisPoints(funnel.cancelled(), funnel.placed()),
                BasisPoints.basisPoints(funnel.rejected(), funnel.placed()),
                BasisPoints.basisPoints(funnel.confirmed(), funnel.placed()),
                sales.cancellations(period),
                sales.totals(period),
                sales.ordersPerDay(period));
    }

    /// The packs with the highest revenue, at most `limit` of them.
    @GetMapping("/products")
    @RequiresScope(READ)
    @ReadsProjections({"projection-sales", "projection-order-history"})
    AnalyticsReports.Products products(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        var period = Period.of(from, to, zone, caller.at());
        return new AnalyticsReports.Products(
                period.first(), period.last(), period.zone().getId(), products.of(period, within(limit)));
    }

    /// Customers by pseudonym only: how many are new and how many returned.
    @GetMapping("/users")
    @RequiresScope(READ)
    AnalyticsReports.Users users(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        return users.of(Period.of(from, to, zone, caller.at()));
    }

    @GetMapping("/payments")
    @RequiresScope(READ)
    AnalyticsReports.Payments payments(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        return payments.of(Period.of(from, to, zone, caller.at()));
    }

    /// Items by remaining cover, the shortest first; `lowOnly` returns those at or below their
    /// low-stock threshold.
    @GetMapping("/inventory")
    @RequiresScope(READ)
    @ReadsProjections({"projection-stock", "projection-movements"})
    AnalyticsReports.Stock inventory(
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
        if (limit < 1 || limit > KeysetPageRequest.MOST) {
            throw new CommandRejectedException(
                    KeysetPageRequest.Limit.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", KeysetPageRequest.MOST));
        }
        return limit;
    }
}
