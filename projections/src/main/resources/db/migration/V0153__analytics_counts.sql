-- What is asked of months, kept while it happens and not counted again from a million orders.
-- Filled by SalesProjection, OrderHistoryProjection and PaymentFactProjection; disposable.
create table read.sales_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.sales_hour is 'sales_quarter_hour by the hour, for time zones that are whole hours from UTC.';

create table read.payment_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.payment_hour is 'payment_quarter_hour by the hour.';

create table read.order_stage_count (
    at      timestamptz not null,
    measure text        not null,
    reason  text        not null,
    number  bigint      not null,
    primary key (at, measure, reason)
);
comment on table read.order_stage_count is 'Of the orders placed in a quarter of an hour: how many have reached each stage since.';
comment on column read.order_stage_count.at is 'Where the quarter of an hour begins in which the orders were placed.';
comment on column read.order_stage_count.measure is 'A stage as in sales_quarter_hour.';
comment on column read.order_stage_count.reason is 'Why orders were called off; empty for every other stage.';

create table read.customer_active_day (
    person_id text not null,
    day       date not null,
    primary key (person_id, day)
);
comment on table read.customer_active_day is 'The UTC days on which orders of a person were confirmed.';

create table read.cohort_activity (
    day          date   not null,
    previous_day date   not null,
    cohort_month date   not null,
    persons      bigint not null,
    orders       bigint not null,
    primary key (day, previous_day, cohort_month)
);
comment on table read.cohort_activity is 'Who ordered on a UTC day, by the day on which they had ordered last. The persons of a period are those of its days whose previous day lies before it.';
comment on column read.cohort_activity.previous_day is '-infinity for a first order.';
comment on column read.cohort_activity.cohort_month is 'First day of the UTC month of the person''s first confirmed order.';
comment on column read.cohort_activity.orders is 'Confirmed orders of the day.';

create table read.product_day (
    day       date   not null,
    pack_id   text   not null,
    currency  text   not null,
    name      text   not null,
    orders    bigint not null,
    quantity  bigint not null,
    net_minor bigint not null,
    primary key (day, pack_id, currency)
);
comment on table read.product_day is 'What was sold in orders confirmed on a UTC day.';
comment on column read.product_day.name is 'The last of its names in the alphabet, should it have had several that day.';

create table read.payment_outcome (
    payment_id   text        primary key,
    requested_at timestamptz not null,
    outcome         text        not null
);
comment on table read.payment_outcome is 'What became of each payment so far. Captured stays captured, whatever went back later.';
comment on column read.payment_outcome.outcome is 'OPEN, VOIDED, LAPSED or CAPTURED; a later one in this row takes the place of an earlier.';

create table read.payment_outcome_count (
    at     timestamptz not null,
    outcome   text        not null,
    number bigint      not null,
    primary key (at, outcome)
);
comment on table read.payment_outcome_count is 'Of the payments asked for in a quarter of an hour: how many came to what.';

create index payment_fact_declined on read.payment_fact (at) where kind = 'DECLINED';
create index sales_order_buying on read.sales_order (confirmed_at) include (person_id)
    where confirmed_at is not null;
drop index read.sales_order_confirmed;

-- What the projections have written so far is counted here, each from its own tables, and they go on
-- from there.
create temporary table stage on commit drop as
select o.person_id, o.currency, o.total_minor, o.placed_at, m.measure, m.at,
    case when m.measure = 'CANCELLED' then coalesce(o.cancellation_reason, '') else '' end as reason
from read.sales_order o
cross join lateral (values ('PLACED', o.placed_at), ('ACCEPTED', o.accepted_at),
    ('REJECTED', o.rejected_at), ('CONFIRMED', o.confirmed_at), ('PROCESSED', o.processed_at),
    ('SHIPPED', o.shipped_at), ('DELIVERED', o.delivered_at), ('CANCELLED', o.cancelled_at))
    m (measure, at)
where m.at is not null;

insert into read.sales_hour
select date_trunc('hour', at, 'UTC'), measure, currency, count(*), sum(total_minor)
from stage group by 1, 2, 3;

insert into read.order_stage_count
select date_bin('15 minutes', placed_at, timestamptz '2000-01-01 00:00:00+00'), measure, reason,
    count(*)
from stage group by 1, 2, 3;

insert into read.customer_active_day
select distinct person_id, cast(at at time zone 'UTC' as date) from stage
where measure = 'CONFIRMED';

insert into read.cohort_activity
select v.day, v.previous, cast(date_trunc('month', p.first_confirmed_at at time zone 'UTC') as date),
    count(*), sum(o.orders)
from (select person_id, day, coalesce(lag(day) over (partition by person_id order by day),
        date '-infinity') as previous from read.customer_active_day) v
join read.sales_person p using (person_id)
join (select person_id, cast(at at time zone 'UTC' as date) as day, count(*) as orders from stage
    where measure = 'CONFIRMED' group by 1, 2) o using (person_id, day)
group by 1, 2, 3;

insert into read.product_day
select cast(h.at at time zone 'UTC' as date), l.pack_id, l.currency, max(l.name),
    count(distinct l.order_id), sum(l.quantity), sum(l.net_minor)
from read.order_history h join read.order_line l using (order_id)
where h.event = 'OrderConfirmed' group by 1, 2, 3;

insert into read.payment_hour
select date_trunc('hour', at, 'UTC'), kind, coalesce(currency, ''), count(*),
    coalesce(sum(amount_minor), 0)
from read.payment_fact group by 1, 2, 3;

insert into read.payment_outcome
select payment_id, min(at) filter (where kind = 'REQUESTED'),
    case when bool_or(kind = 'CAPTURED') then 'CAPTURED' when bool_or(kind = 'LAPSED') then 'LAPSED'
        when bool_or(kind = 'VOIDED') then 'VOIDED' else 'OPEN' end
from read.payment_fact group by payment_id having bool_or(kind = 'REQUESTED');

insert into read.payment_outcome_count
select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'), outcome, count(*)
from read.payment_outcome group by 1, 2;
