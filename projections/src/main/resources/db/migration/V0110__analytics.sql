-- Facts and counts for statistics, dashboards and analysts. Filled by SalesProjection,
-- OrderHistoryProjection and PaymentFactProjection from the event store; disposable. They are
-- updated with every event, because counting a million orders for each question is too slow.
-- Amounts are minor units, instants are UTC.
create table read.sales_order (
    order_id            text        primary key,
    person_id           text        not null,
    currency            text        not null,
    country             text        not null,
    plan                text        not null,
    net_minor           bigint      not null,
    total_minor         bigint      not null,
    placed_at           timestamptz not null,
    accepted_at         timestamptz,
    rejected_at         timestamptz,
    confirmed_at        timestamptz,
    processed_at        timestamptz,
    shipped_at          timestamptz,
    delivered_at        timestamptz,
    cancelled_at        timestamptz,
    cancellation_reason text,
    position            bigint      not null
);
create index sales_order_placed on read.sales_order (placed_at);
create index sales_order_confirmed on read.sales_order (confirmed_at) include (person_id)
    where confirmed_at is not null;
create index sales_order_cancelled on read.sales_order (cancelled_at) where cancelled_at is not null;

comment on table read.sales_order is 'One row per order with the time it reached each stage.';
comment on column read.sales_order.position is 'Position of the last event in this row.';

create table read.sales_person (
    person_id          text        primary key,
    first_confirmed_at timestamptz not null,
    orders             bigint      not null
);
create index sales_person_first on read.sales_person (first_confirmed_at);

comment on table read.sales_person is 'One row per person with a confirmed order: the time of the first one and the number of orders.';

create table read.sales_quarter_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.sales_quarter_hour is 'Orders per quarter of an hour, stage and currency. A day in any time zone consists of whole quarters.';
comment on column read.sales_quarter_hour.at is 'Start of the quarter of an hour.';
comment on column read.sales_quarter_hour.measure is 'PLACED, ACCEPTED, REJECTED, CONFIRMED, PROCESSED, SHIPPED, DELIVERED or CANCELLED.';
comment on column read.sales_quarter_hour.amount_minor is 'The sum of the totals of these orders.';

create table read.sales_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.sales_hour is 'The same per hour, for time zones that are whole hours from UTC.';

create table read.order_stage_count (
    at      timestamptz not null,
    measure text        not null,
    reason  text        not null,
    number  bigint      not null,
    primary key (at, measure, reason)
);
comment on table read.order_stage_count is 'How many of the orders placed in a quarter of an hour have reached each stage.';
comment on column read.order_stage_count.at is 'Start of the quarter of an hour in which the orders were placed.';
comment on column read.order_stage_count.measure is 'A stage as in sales_quarter_hour.';
comment on column read.order_stage_count.reason is 'Why the orders were cancelled; empty for every other stage.';

create table read.customer_active_day (
    person_id text not null,
    day       date not null,
    primary key (person_id, day)
);
comment on table read.customer_active_day is 'One row per person and UTC day with a confirmed order.';

create table read.cohort_activity (
    day          date   not null,
    previous_day date   not null,
    cohort_month date   not null,
    persons      bigint not null,
    orders       bigint not null,
    primary key (day, previous_day, cohort_month)
);
comment on table read.cohort_activity is 'How many persons ordered on a UTC day, by the day of their previous order. The persons of a period are those of its days whose previous day is before the period.';
comment on column read.cohort_activity.previous_day is 'Day of the previous order; -infinity for a first order.';
comment on column read.cohort_activity.cohort_month is 'First day of the UTC month of the person''s first confirmed order.';
comment on column read.cohort_activity.orders is 'Orders confirmed on the day.';

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
comment on table read.product_day is 'One row per UTC day, pack and currency: what was sold in orders confirmed on that day.';
comment on column read.product_day.name is 'Name of the pack; the alphabetically last one if it had several on that day.';

create table read.payment_fact (
    position     bigint      primary key,
    payment_id   text        not null,
    order_id     text        not null,
    installment  text        not null,
    kind         text        not null,
    currency     text,
    amount_minor bigint,
    reason       text,
    at           timestamptz not null
);
create index payment_fact_at on read.payment_fact (at);
create index payment_fact_payment on read.payment_fact (payment_id, kind);
create index payment_fact_declined on read.payment_fact (at) where kind = 'DECLINED';

comment on table read.payment_fact is 'One row per step of a payment.';
comment on column read.payment_fact.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, EXPIRED, VOIDED, REFUNDED, DISPUTED or DISPUTE_WON.';
comment on column read.payment_fact.reason is 'The provider''s reason why an attempt was declined or a payment disputed; DISPUTE_LOST where the bank took the money back.';

create table read.payment_quarter_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.payment_quarter_hour is 'Steps of payments per quarter of an hour, kind and currency; measure is the kind in payment_fact.';

create table read.payment_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.payment_hour is 'The same per hour.';

create table read.payment_outcome (
    payment_id   text        primary key,
    requested_at timestamptz not null,
    outcome      text        not null
);
comment on table read.payment_outcome is 'One row per payment with its outcome so far. A captured payment stays CAPTURED after a refund.';
comment on column read.payment_outcome.outcome is 'OPEN, VOIDED, EXPIRED or CAPTURED; a later value in this list replaces an earlier one.';

create table read.payment_outcome_count (
    at      timestamptz not null,
    outcome text        not null,
    number  bigint      not null,
    primary key (at, outcome)
);
comment on table read.payment_outcome_count is 'How many of the payments requested in a quarter of an hour have each outcome.';

-- The files lie in the data folder of the node that wrote them.
create table engine.export (
    export_id  text        primary key,
    table_name text        not null,
    format     text        not null,
    requested_by text        not null,
    status     text        not null,
    rows_done  bigint      not null default 0,
    rows_total bigint,
    bytes      bigint,
    attempts   integer     not null default 0,
    failure    text,
    requested_at timestamptz not null,
    started_at timestamptz,
    changed_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table engine.export is 'One row per requested export, until it expires.';
comment on column engine.export.status is 'WAITING, RUNNING, DONE or FAILED.';
comment on column engine.export.rows_total is 'Rows the table had when the export began; null before.';
