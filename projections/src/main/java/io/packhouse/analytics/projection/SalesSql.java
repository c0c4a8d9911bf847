package io.packhouse.analytics.projection;

import java.util.Locale;

/// SQL that writes and counts one step of an order in one statement.
final class SalesSql {

    private static final String COUNT = """
            , hour as (
                insert into {schema}.sales_hour as t (at, measure, currency, number, amount_minor)
                select date_trunc('hour', at, 'UTC'), '%1$s', currency, 1, total_minor from fresh
                on conflict (at, measure, currency) do update
                set number = t.number + 1, amount_minor = t.amount_minor + excluded.amount_minor),
            progress as (
                insert into {schema}.order_stage_count as t (at, measure, reason, number)
                select date_bin('15 minutes', placed_at, timestamptz '2000-01-01 00:00:00+00'),
                    '%1$s', coalesce(reason, ''), 1 from fresh
                on conflict (at, measure, reason) do update set number = t.number + 1)
            insert into {schema}.sales_quarter_hour as t
                (at, measure, currency, number, amount_minor)
            select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), '%1$s',
                currency, 1, total_minor from fresh
            on conflict (at, measure, currency) do update
            set number = t.number + 1, amount_minor = t.amount_minor + excluded.amount_minor
            """;
    private static final String INSERT_ORDER = """
            with fresh as (
                insert into {schema}.sales_order (order_id, person_id, currency, country, plan,
                    net_minor, total_minor, placed_at, position)
                select :order_id, :person_id, :currency, :country, :plan, :net_minor, :total_minor,
                    cast(:placed_at as timestamptz), :position
                on conflict (order_id) do nothing
                returning currency, total_minor, placed_at, placed_at as at, '' as reason)
            """;
    private static final String UPDATE_STAGE = """
            with e as (
                select cast(:order_id as text) as order_id, cast(:at as timestamptz) as at,
                    cast(:position as bigint) as position, cast(:reason as text) as reason),
            fresh as (
                update {schema}.sales_order o
                set %1$s_at = e.at, position = greatest(o.position, e.position),
                    cancellation_reason = coalesce(e.reason, o.cancellation_reason)
                from e where o.order_id = e.order_id and o.%1$s_at is null
                returning o.person_id, o.currency, o.total_minor, o.placed_at, e.at, e.reason)
            """;

    /// An order may be confirmed on an earlier day than an order confirmed before it in the event
    /// log: then the previous day of the later day changes.
    private static final String UPSERT_BUYER = """
            , buyer as (
                insert into {schema}.sales_person as p (person_id, first_confirmed_at, orders)
                select person_id, at, 1 from fresh
                on conflict (person_id) do update
                set first_confirmed_at =
                        least(p.first_confirmed_at, excluded.first_confirmed_at),
                    orders = p.orders + 1),
            visit as (
                insert into {schema}.customer_active_day (person_id, day)
                select person_id, cast(at at time zone 'UTC' as date) from fresh
                on conflict do nothing
                returning person_id),
            came as (
                select f.person_id, cast(f.at at time zone 'UTC' as date) as day,
                    cast(date_trunc('month',
                        least(f.at, p.first_confirmed_at) at time zone 'UTC') as date) as cohort,
                    v.person_id is not null as is_new
                from fresh f
                left join {schema}.sales_person p on p.person_id = f.person_id
                left join visit v on v.person_id = f.person_id),
            placed as (
                select c.*,
                    coalesce((select max(v.day) from {schema}.customer_active_day v
                        where v.person_id = c.person_id and v.day < c.day),
                        date '-infinity') as previous,
                    (select min(v.day) from {schema}.customer_active_day v
                        where v.person_id = c.person_id and v.day > c.day) as following
                from came c),
            returned as (
                insert into {schema}.cohort_activity as t
                    (day, previous_day, cohort_month, persons, orders)
                select day, previous, cohort, case when is_new then 1 else 0 end, 1 from placed
                union all
                select following, previous, cohort, -1, 0 from placed
                    where is_new and following is not null
                union all
                select following, day, cohort, 1, 0 from placed
                    where is_new and following is not null
                on conflict (day, previous_day, cohort_month) do update
                set persons = t.persons + excluded.persons, orders = t.orders + excluded.orders)
            """;

    private SalesSql() {}

    static String place() {
        return INSERT_ORDER + COUNT.formatted("PLACED");
    }

    static String reach(String stage) {
        return UPDATE_STAGE.formatted(stage) + COUNT.formatted(stage.toUpperCase(Locale.ROOT));
    }

    static String confirm() {
        return UPDATE_STAGE.formatted("confirmed") + UPSERT_BUYER + COUNT.formatted("CONFIRMED");
    }
}
