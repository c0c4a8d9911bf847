package io.packhouse.storefront.query;

import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Queries for today's dashboard; their results identify no person.
@Component
class DashboardQueries {

    private static final String SUMS = """
            select currency, count(*) as orders, sum(total_minor) as revenue,
                sum(paid_minor - refunded_minor) as paid
            from read.customer_order
            where placed_at >= ? and placed_at < ? and status not in ('REJECTED', 'CANCELLED')
            group by currency order by count(*) desc, currency
            """;
    private static final String STATES = """
            select status, count(*) as orders from read.customer_order
            where status in ('PLACED', 'PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED')
                or changed_at >= ?
            group by status
            """;
    private static final String MOVES = """
            select h.position, h.event, h.at, o.order_id, o.order_number, o.status, o.total_minor,
                o.currency, coalesce(h.status, o.status) as reached
            from (select * from read.order_history order by position desc limit 8) h
            join read.customer_order o using (order_id)
            order by h.position desc
            """;
    private static final String SALES = """
            select slot.at, o.currency, coalesce(sum(o.total_minor), 0) as revenue,
                count(o.order_id) as orders
            from generate_series(cast(? as timestamptz), cast(? as timestamptz),
                cast(? as interval)) slot (at)
            left join read.customer_order o on o.placed_at >= slot.at
                and o.placed_at < slot.at + cast(? as interval)
                and o.status not in ('REJECTED', 'CANCELLED') and o.currency = ?
            group by slot.at, o.currency order by slot.at
            """;

    /// With fewer orders no comparison is shown.
    private static final int ENOUGH = 10;

    private final JdbcClient jdbc;
    private final Clock clock;

    /// Sums of one currency; those of the week before end at the same time of the day.
    record Sums(Currency currency, long orders, Money revenue, Money paid) {

        public boolean isEnough() {
            return orders >= ENOUGH;
        }

        public Money average() {
            return new Money(orders == 0 ? 0 : revenue.amountMinor() / orders, currency);
        }
    }

    record Today(Instant asOf, List<Sums> today, List<Sums> lastWeek) {

        public long orders() {
            return today.stream().mapToLong(Sums::orders).sum();
        }

        public boolean isEnoughLastWeek() {
            return ordersLastWeek() >= ENOUGH;
        }

        public long ordersLastWeek() {
            return lastWeek.stream().mapToLong(Sums::orders).sum();
        }

        /// The sums of the same currency a week before.
        public @Nullable Sums before(Sums sums) {
            return lastWeek.stream()
                    .filter(s -> s.currency().equals(sums.currency()))
                    .findFirst()
                    .orElse(null);
        }
    }

    record State(String status, long orders) {}

    record RecentEvent(
            long position, String event, Instant at, String orderId, String orderNumber, String reached, Money total) {

        /// Enough to recognise one's own order, not enough to request another one.
        public String masked() {
            return "…" + orderNumber.substring(Math.max(0, orderNumber.length() - 3));
        }
    }

    record Slot(Instant at, Money revenue, long orders) {}

    /// `span` is quarter, hour, day or fortnight, `step` the width of a slot.
    record Sales(String span, Duration step, List<Slot> slots) {

        public boolean isEmpty() {
            return slots.stream().allMatch(slot -> slot.orders() == 0);
        }
    }

    DashboardQueries(@Qualifier("readerDataSource") DataSource reader, Clock clock) {
        jdbc = JdbcClient.create(reader);
        this.clock = clock;
    }

    Today today() {
        var now = clock.instant();
        var midnight = now.truncatedTo(ChronoUnit.DAYS);
        var week = Duration.ofDays(7);
        return new Today(now, sums(midnight, now.plusSeconds(1)), sums(midnight.minus(week), now.minus(week)));
    }

    /// The number of orders by status. Ended ones count for a day.
    List<State> states() {
        return jdbc.sql(STATES)
                .param(utc(clock.instant().minus(Duration.ofDays(1))))
                .query((row, _) -> new State(row.getString("status"), row.getLong("orders")))
                .list();
    }

    List<RecentEvent> moves() {
        return jdbc.sql(MOVES).query((row, _) -> move(row)).list();
    }

    /// The shortest span that contains data: the last quarter, hour, day or fortnight.
    Sales sales(Currency currency) {
        var now = clock.instant();
        var oldest = jdbc.sql("select min(placed_at) from read.customer_order")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(now);
        var age = Duration.between(oldest, now);
        if (age.compareTo(Duration.ofMinutes(15)) < 0) {
            return sales("quarter", Duration.ofSeconds(30), 30, ChronoUnit.MINUTES, currency);
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return sales("hour", Duration.ofMinutes(2), 30, ChronoUnit.MINUTES, currency);
        }
        return age.compareTo(Duration.ofDays(1)) < 0
                ? sales("day", Duration.ofHours(1), 24, ChronoUnit.HOURS, currency)
                : sales("fortnight", Duration.ofDays(1), 14, ChronoUnit.DAYS, currency);
    }

    private Sales sales(String span, Duration step, int slots, ChronoUnit unit, Currency currency) {
        var last = clock.instant().truncatedTo(unit);
        if (!last.plus(step).isAfter(clock.instant())) {
            last = last.plus(step); // The second half of a minute.
        }
        var first = last.minus(step.multipliedBy(slots - 1L));
        var text = step.toString();
        var rows = jdbc.sql(SALES)
                .params(utc(first), utc(last), text, text, currency.getCurrencyCode())
                .query((row, _) -> new Slot(
                        instant(row, "at"), new Money(row.getLong("revenue"), currency), row.getLong("orders")))
                .list();
        return new Sales(span, step, rows);
    }

    private List<Sums> sums(Instant from, Instant to) {
        return jdbc.sql(SUMS)
                .params(utc(from), utc(to))
                .query((row, _) -> sums(row))
                .list();
    }

    private static Sums sums(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        return new Sums(
                currency,
                row.getLong("orders"),
                new Money(row.getLong("revenue"), currency),
                new Money(row.getLong("paid"), currency));
    }

    private static RecentEvent move(ResultSet row) throws SQLException {
        return new RecentEvent(
                row.getLong("position"),
                row.getString("event"),
                instant(row, "at"),
                row.getString("order_id"),
                row.getString("order_number"),
                row.getString("reached"),
                new Money(row.getLong("total_minor"), Currency.getInstance(row.getString("currency"))));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
