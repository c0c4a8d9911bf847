package io.packhouse.bench.fill;

import java.sql.Connection;
import java.sql.SQLException;

/// The rows that the projections of sales and payments would have written for the orders of
/// [ReadFill].
final class ProjectedRows {

    private static final String STAGES = """
            with stage as (
                select o.*, m.measure, m.at from read.sales_order o
                cross join lateral (values ('PLACED', o.placed_at), ('ACCEPTED', o.accepted_at),
                    ('REJECTED', o.rejected_at), ('CONFIRMED', o.confirmed_at),
                    ('PROCESSED', o.processed_at), ('SHIPPED', o.shipped_at),
                    ('DELIVERED', o.delivered_at), ('CANCELLED', o.cancelled_at))
                    m (measure, at)
                where m.at is not null)
            """;

    private static final String[] IN_ORDER = {
        """
        insert into read.order_line
        select order_id, 1, 'pck_bench_' || (net_minor % 60), 1, 0, 'BENCH-' || (net_minor % 60),
            'Bench', 'ven_house', 1 + net_minor % 3, currency, 1000, net_minor, tax_minor,
            'STANDARD', 1900
        from read.customer_order where order_number like 'B%'
        """,
        """
        insert into read.sales_order
        select order_id, buyer, currency, country, plan, net_minor, total_minor, placed_at,
            case when status <> 'REJECTED' then placed_at end,
            case when status = 'REJECTED' then placed_at end,
            case when status in ('CONFIRMED', 'SHIPPED', 'DELIVERED')
                then placed_at + interval '1 minute' end,
            case when status in ('SHIPPED', 'DELIVERED') then placed_at + interval '1 hour' end,
            case when status in ('SHIPPED', 'DELIVERED') then placed_at + interval '1 day' end,
            case when status = 'DELIVERED' then placed_at + interval '2 days' end,
            case when status = 'CANCELLED' then placed_at + interval '2 hours' end,
            case when status = 'CANCELLED' then 'BUYER_REQUEST' end, position
        from read.customer_order where order_number like 'B%'
        """,
        """
        truncate read.sales_person, read.sales_quarter_hour, read.sales_hour,
            read.order_stage_count, read.customer_active_day, read.cohort_activity,
            read.product_day, read.payment_quarter_hour, read.payment_hour,
            read.payment_outcome, read.payment_outcome_count
        """,
        """
        insert into read.sales_person
        select person_id, min(confirmed_at), count(*) from read.sales_order
        where confirmed_at is not null group by person_id
        """,
        """
        insert into read.payment_fact
        select 1000000000 + row_number() over (), 'pay_' || order_id || '_FULL', order_id, 'FULL',
            kind, currency, total_minor, null, confirmed_at
        from read.sales_order, (values ('REQUESTED'), ('CAPTURED')) k(kind)
        where confirmed_at is not null
        """,
        """
        insert into read.payment_quarter_hour
        select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), kind,
            coalesce(currency, ''), count(*), coalesce(sum(amount_minor), 0)
        from read.payment_fact group by 1, 2, 3
        """,
        // Every stage, in every table that contains it.
        STAGES + """
                insert into read.sales_quarter_hour
                select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), measure,
                    currency, count(*), sum(total_minor)
                from stage group by 1, 2, 3
                """,
        STAGES + """
                insert into read.sales_hour
                select date_trunc('hour', at, 'UTC'), measure, currency, count(*), sum(total_minor)
                from stage group by 1, 2, 3
                """,
        STAGES + """
                insert into read.order_stage_count
                select date_bin('15 minutes', placed_at, timestamptz '2000-01-01 00:00:00+00'),
                    measure, case when measure = 'CANCELLED' then cancellation_reason else '' end,
                    count(*)
                from stage group by 1, 2, 3
                """,
        """
        insert into read.customer_active_day
        select distinct person_id, cast(confirmed_at at time zone 'UTC' as date)
        from read.sales_order where confirmed_at is not null
        """,
        """
        insert into read.cohort_activity
        select v.day, v.previous, cast(date_trunc('month',
                p.first_confirmed_at at time zone 'UTC') as date), count(*), sum(o.orders)
        from (select person_id, day, coalesce(lag(day) over (partition by person_id order by day),
                date '-infinity') as previous from read.customer_active_day) v
        join read.sales_person p using (person_id)
        join (select person_id, cast(confirmed_at at time zone 'UTC' as date) as day,
                count(*) as orders from read.sales_order
                where confirmed_at is not null group by 1, 2) o using (person_id, day)
        group by 1, 2, 3
        """,
        """
        insert into read.product_day
        select cast(o.confirmed_at at time zone 'UTC' as date), l.pack_id, l.currency,
            max(l.name), count(distinct l.order_id), sum(l.quantity), sum(l.net_minor)
        from read.sales_order o join read.order_line l using (order_id)
        where o.confirmed_at is not null group by 1, 2, 3
        """,
        """
        insert into read.payment_hour
        select date_trunc('hour', at, 'UTC'), kind, coalesce(currency, ''), count(*),
            coalesce(sum(amount_minor), 0)
        from read.payment_fact group by 1, 2, 3
        """,
        """
        insert into read.payment_outcome
        select payment_id, min(at) filter (where kind = 'REQUESTED'),
            case when bool_or(kind = 'CAPTURED') then 'CAPTURED'
                when bool_or(kind = 'EXPIRED') then 'EXPIRED'
                when bool_or(kind = 'VOIDED') then 'VOIDED' else 'OPEN' end
        from read.payment_fact group by payment_id
        """,
        """
        insert into read.payment_outcome_count
        select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'), outcome,
            count(*) from read.payment_outcome group by 1, 2
        """,
        "analyze"
    };

    private ProjectedRows() {}

    static void write(Connection owner) throws SQLException {
        for (var sql : IN_ORDER) {
            try (var statement = owner.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
