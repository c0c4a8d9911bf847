-- What analysts and dashboards count, kept while it happens. Filled by SalesProjection and
-- PaymentFactProjection; disposable. Amounts are minor units, instants are UTC.
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
create index sales_order_confirmed on read.sales_order (confirmed_at) where confirmed_at is not null;
create index sales_order_cancelled on read.sales_order (cancelled_at) where cancelled_at is not null;

comment on table read.sales_order is 'One row per order with the moment it reached each stage.';
comment on column read.sales_order.position is 'The last event this row knows of.';

create table read.sales_person (
    person_id          text        primary key,
    first_confirmed_at timestamptz not null,
    orders             bigint      not null
);
create index sales_person_first on read.sales_person (first_confirmed_at);

comment on table read.sales_person is 'One row per person with a confirmed order: when the first one was, and how many since.';

create table read.sales_quarter_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.sales_quarter_hour is 'Orders per quarter of an hour and stage, kept and not counted: every time zone''s days are made of quarters.';
comment on column read.sales_quarter_hour.at is 'Where the quarter of an hour begins.';
comment on column read.sales_quarter_hour.measure is 'PLACED, ACCEPTED, REJECTED, CONFIRMED, PROCESSED, SHIPPED, DELIVERED or CANCELLED.';
comment on column read.sales_quarter_hour.amount_minor is 'What these orders come to in all.';

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

comment on table read.payment_fact is 'One row per step of a payment that finance asks about.';
comment on column read.payment_fact.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, LAPSED, VOIDED or REFUNDED.';
comment on column read.payment_fact.reason is 'Why a try was declined, in the provider''s words.';

create table read.payment_quarter_hour (
    at           timestamptz not null,
    measure      text        not null,
    currency     text        not null,
    number       bigint      not null,
    amount_minor bigint      not null,
    primary key (at, measure, currency)
);
comment on table read.payment_quarter_hour is 'Steps of payments per quarter of an hour, kept and not counted; measure is payment_fact''s kind.';

create index inventory_movement_at on read.inventory_movement (at);
