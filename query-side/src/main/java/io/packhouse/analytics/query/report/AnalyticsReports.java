package io.packhouse.analytics.query.report;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Response bodies of the analytics endpoints. Amounts are exact, per currency; shares are in basis
/// points (10 000 is all) and absent where the divisor is zero.
final class AnalyticsReports {

    private AnalyticsReports() {}

    /// Today compared with the same hours of the same weekday, one week ago.
    record Dashboard(String zone, Moments today, Moments lastWeek, long lowStockItems, long ordersAwaitingPayment) {}

    record Moments(
            Instant from,
            Instant to,
            long ordersPlaced,
            long ordersConfirmed,
            long ordersCancelled,
            long newCustomers,
            List<Money> confirmed,
            List<Money> captured,
            List<Money> refunded) {}

    record Revenue(LocalDate from, LocalDate to, String zone, List<Sales> totals, List<DaySales> days) {}

    /// `averageOrder` is the average total of a confirmed order, rounded down to the minor unit.
    record Sales(
            long ordersConfirmed,
            Money confirmed,
            Money captured,
            Money refunded,
            Money kept,
            @Nullable Money averageOrder) {}

    record DaySales(LocalDate day, Sales sales) {}

    /// The orders placed in the period and the stages they have reached since.
    record Orders(
            LocalDate from,
            LocalDate to,
            String zone,
            Funnel funnel,
            @Nullable Long cancelledBasisPoints,
            @Nullable Long rejectedBasisPoints,
            @Nullable Long confirmedBasisPoints,
            List<Counted> cancellations,
            List<Sales> totals,
            List<DayOrders> days) {}

    record Funnel(
            long placed,
            long accepted,
            long confirmed,
            long processed,
            long shipped,
            long delivered,
            long rejected,
            long cancelled) {}

    record DayOrders(LocalDate day, long placed, long confirmed, long rejected, long cancelled) {}

    record Counted(String what, long number) {}

    /// Products sold in confirmed orders, by revenue.
    record Products(LocalDate from, LocalDate to, String zone, List<Product> items) {}

    record Product(String packId, String name, long orders, long quantity, Money net) {}

    /// New customers are those whose first order was confirmed in the period.
    record Users(
            LocalDate from,
            LocalDate to,
            String zone,
            long customers,
            long newCustomers,
            long activeCustomers,
            long returningCustomers,
            List<Cohort> cohorts) {}

    record Cohort(LocalDate cohortMonth, LocalDate orderMonth, long customers, long orders) {}

    /// Payments requested in the period and their outcomes; a payment may be declined several
    /// times.
    record Payments(
            LocalDate from,
            LocalDate to,
            String zone,
            long requested,
            long captured,
            long expired,
            long voided,
            long open,
            @Nullable Long successBasisPoints,
            long declinedTries,
            List<Counted> failures,
            List<Volume> volumes) {}

    record Volume(Money captured, Money refunded, long captures, long refunds) {}

    /// `soldUnits` were paid for and `dispatchedUnits` shipped in the period. Cover is the number
    /// of whole days that the available stock lasts at that rate; turnover is the dispatched
    /// quantity divided by the mean stock at the begin and end of the period.
    record Stock(LocalDate from, LocalDate to, String zone, long lowStockItems, long items, List<StockItem> listed) {}

    record StockItem(
            String itemId,
            String sku,
            long onHand,
            long available,
            boolean low,
            long lowStockAt,
            long soldUnits,
            long dispatchedUnits,
            @Nullable Long daysOfCover,
            @Nullable Long turnoverBasisPoints,
            @Nullable Long daysSinceReceipt,
            @Nullable Long daysSinceDispatch) {}
}
