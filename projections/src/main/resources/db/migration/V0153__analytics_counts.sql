-- What is asked of months, kept while it happens and not counted again from a million orders.
-- Filled by SalesProjection, OrderRecordProjection and PaymentFactProjection; disposable.
create table read.sales_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.sales_hour is 'sales_tally by the hour, for time zones that are whole hours from UTC.';

create table read.payment_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.payment_hour is 'payment_tally by the hour.';

create table read.sales_progress (
    at      timestamptz not null,
    measure text        not null,
    reason  text        not null,
    number  bigint      not null,
    primary key (at, measure, reason)
);
comment on table read.sales_progress is 'Of the orders placed in a quarter of an hour: how many have reached each stage since.';
comment on column read.sales_progress.at is 'Where the quarter of an hour begins in which the orders were placed.';
comment on column read.sales_progress.measure is 'A stage as in sales_tally.';
comment on column read.sales_progress.reason is 'Why orders were called off; empty for every other stage.';

create table read.sales_visit (
    person_id text not null,
    day       date not null,
    primary key (person_id, day)
);
comment on table read.sales_visit is 'The UTC days on which orders of a person were confirmed.';

create table read.sales_return (
    day          date   not null,
    previous_day date   not null,
    cohort_month date   not null,
    persons      bigint not null,
    orders       bigint not null,
    primary key (day, previous_day, cohort_month)
);
comment on table read.sales_return is 'Who ordered on a UTC day, by the day on which they had ordered last. The persons of a period are those of its days whose previous day lies before it.';
comment on column read.sales_return.previous_day is '-infinity for a first order.';
comment on column read.sales_return.cohort_month is 'First day of the UTC month of the person''s first confirmed order.';
comment on column read.sales_return.orders is 'Confirmed orders of the day.';

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

create table read.payment_course (
    payment_id   text        primary key,
    requested_at timestamptz not null,
    fate         text        not null
);
comment on table read.payment_course is 'What became of each payment so far. Captured stays captured, whatever went back later.';
comment on column read.payment_course.fate is 'OPEN, VOIDED, LAPSED or CAPTURED; a later one in this row takes the place of an earlier.';

create table read.payment_fate (
    at     timestamptz not null,
    fate   text        not null,
    number bigint      not null,
    primary key (at, fate)
);
comment on table read.payment_fate is 'Of the payments asked for in a quarter of an hour: how many came to what.';

create index payment_fact_declined on read.payment_fact (at) where kind = 'DECLINED';
create index sales_order_buying on read.sales_order (confirmed_at) include (person_id)
    where confirmed_at is not null;
drop index read.sales_order_confirmed;
