-- Payments as buyers and staff read them. Filled by PaymentProjection. Amounts are minor units.
create table read.payment (
    payment_id     text        primary key,
    order_id       text        not null,
    installment    text        not null,
    status         text        not null,
    currency       text        not null,
    amount_minor   bigint      not null,
    captured_minor bigint      not null,
    refunded_minor bigint      not null,
    pay_url        text,
    unknown        text,
    failure        text,
    expires_at     timestamptz not null,
    position       bigint      not null,
    changed_at     timestamptz not null
);
create index payment_order on read.payment (order_id, payment_id);

comment on table read.payment is 'One row per installment of an order.';
comment on column read.payment.order_id is 'What is paid for.';
comment on column read.payment.pay_url is 'Where the buyer pays, while that is possible.';
comment on column read.payment.unknown is 'The operation whose outcome the provider has not told yet.';
comment on column read.payment.failure is 'Why the buyer''s last try did not work.';
comment on column read.payment.position is 'The last event this row knows of.';
