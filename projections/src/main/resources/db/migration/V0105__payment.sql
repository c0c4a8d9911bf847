-- Payments as buyers and staff read them. Filled by PaymentProjection from the event store;
-- disposable. Amounts are minor units.
create table read.payment (
    payment_id           text        primary key,
    order_id             text        not null,
    installment          text        not null,
    status               text        not null,
    dispute              text,
    currency             text        not null,
    amount_minor         bigint      not null,
    captured_minor       bigint      not null,
    refunded_minor       bigint      not null,
    pay_url              text,
    unresolved_operation text,
    failure              text,
    mismatch             text,
    review               text,
    review_since         timestamptz,
    expires_at           timestamptz not null,
    position             bigint      not null,
    changed_at           timestamptz not null
);
create index payment_order on read.payment (order_id, payment_id);
create index payment_review on read.payment (payment_id) where review is not null;
create index payment_in_progress on read.payment (changed_at)
    where status in ('CAPTURING', 'VOIDING', 'REFUNDING') and review_since is null;

comment on table read.payment is 'One row per installment of an order.';
comment on column read.payment.order_id is 'The order that it pays for.';
comment on column read.payment.dispute is 'The state of its last dispute: OPEN, WON or LOST; null without a dispute.';
comment on column read.payment.refunded_minor is 'Money returned by refunds and lost disputes.';
comment on column read.payment.pay_url is 'The page where the buyer pays; null when the payment cannot be paid.';
comment on column read.payment.unresolved_operation is 'The provider operation whose outcome is not known yet.';
comment on column read.payment.failure is 'Why the buyer''s last attempt failed.';
comment on column read.payment.mismatch is 'The amount that the provider reported, when it differs from the requested amount.';
comment on column read.payment.review is 'Why staff have to review the payment; null without a review.';
comment on column read.payment.review_since is 'When the review began; it stays after the review has ended.';
comment on column read.payment.position is 'Position of the last event in this row.';

-- The provider's events about refunds and disputes that were handled. The latest one is where the
-- next request to the provider begins; much older ones are deleted.
create table engine.provider_change (
    event_id text        primary key,
    at       timestamptz not null
);
comment on table engine.provider_change is 'Events of the payment provider that were handled and that the provider can still list.';
comment on column engine.provider_change.at is 'Time of the event by the provider''s clock.';
