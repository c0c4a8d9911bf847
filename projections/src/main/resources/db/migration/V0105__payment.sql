-- Payments as buyers and staff read them. Filled by PaymentProjection from the event store;
-- disposable. Amounts are minor units.
create table read.payment (
    payment_id     text        primary key,
    order_id       text        not null,
    installment    text        not null,
    status         text        not null,
    dispute        text,
    currency       text        not null,
    amount_minor   bigint      not null,
    captured_minor bigint      not null,
    refunded_minor bigint      not null,
    pay_url        text,
    unknown        text,
    failure        text,
    mismatch       text,
    review         text,
    review_since   timestamptz,
    expires_at     timestamptz not null,
    position       bigint      not null,
    changed_at     timestamptz not null
);
create index payment_order on read.payment (order_id, payment_id);
create index payment_review on read.payment (payment_id) where review is not null;
create index payment_moving on read.payment (changed_at)
    where status in ('CAPTURING', 'VOIDING', 'REFUNDING') and review_since is null;

comment on table read.payment is 'One row per installment of an order.';
comment on column read.payment.order_id is 'What is paid for.';
comment on column read.payment.dispute is 'OPEN, WON or LOST: how its last dispute stands; null where nobody disputed.';
comment on column read.payment.refunded_minor is 'What went back, by refunds and by lost disputes.';
comment on column read.payment.pay_url is 'Where the buyer pays, while that is possible.';
comment on column read.payment.unknown is 'The operation whose outcome the provider has not told yet.';
comment on column read.payment.failure is 'Why the buyer''s last try did not work.';
comment on column read.payment.mismatch is 'Which other money than was asked for the provider reported.';
comment on column read.payment.review is 'Why a person has to look at the payment; null when nobody has to.';
comment on column read.payment.review_since is 'Since when somebody has to, or had to before staff ended the review.';
comment on column read.payment.position is 'The last event this row knows of.';

-- The provider's events about refunds and disputes that were handled. The latest one is where the
-- next request to the provider begins; much older ones are deleted.
create table engine.provider_change (
    event_id text        primary key,
    at       timestamptz not null
);
comment on table engine.provider_change is 'Events of the payment provider that were followed, as far as it may list them again.';
comment on column engine.provider_change.at is 'When it happened, by the provider''s clock.';
