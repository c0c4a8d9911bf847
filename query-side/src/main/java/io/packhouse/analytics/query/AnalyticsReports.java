package io.packhouse.analytics.query;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers. Amounts are exact, per currency; shares are in basis points (10 000 is all) and
/// absent where there is nothing to divide by.
final class AnalyticsReports {

    private AnalyticsReports() {}

    /// Today beside the same hours of the same weekday, one week ago.
    record Dashboard(
            String zone,
            Moments today,
            Moments lastWeek,
            long lowStockItems,
            long ordersAwaitingPayment) {}

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

    record Revenue(
            LocalDate from, LocalDate to, String zone, List<Sales> totals, List<DaySales> days) {}

    /// `averageOrder` is what a confirmed order came to, rounded down to the minor unit.
    record Sales(
            long ordersConfirmed,
            Money confirmed,
            Money captured,
            Money refunded,
            Money kept,
            @Nullable Money averageOrder) {}

    record DaySales(LocalDate day, Sales sales) {}

    /// The orders placed in the period and how far they have come since.
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

    /// What was sold in confirmed orders, by what it brought in.
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

    /// Payments asked for in the period and what became of them; a payment may be declined often.
    record Payments(
            LocalDate from,
            LocalDate to,
            String zone,
            long requested,
            long captured,
            long lapsed,
            long voided,
            long open,
            @Nullable Long successBasisPoints,
            long declinedTries,
            List<Counted> failures,
            List<Volume> volumes) {}

    record Volume(Money captured, Money refunded, long captures, long refunds) {}

    /// `soldUnits` were paid for and `dispatchedUnits` left in the period. Cover is how many whole
    /// days what is available lasts at that rate of selling; turnover is what was dispatched over
    /// the mean of what lay there at the period's begin and end.
    record Stock(
            LocalDate from,
            LocalDate to,
            String zone,
            long lowStockItems,
            long items,
            List<StockItem> listed) {}

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
