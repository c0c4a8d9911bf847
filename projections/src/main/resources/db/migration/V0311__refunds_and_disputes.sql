-- What banks dispute, and why money went back.
alter table read.customer_order add column dispute text;
comment on column read.customer_order.dispute is 'OPEN while a bank has to decide about a payment: the order does not ship. Then WON or LOST; null where nobody disputed.';
comment on column read.customer_order.refunded_minor is 'What went back to the buyer, whoever gave it back, lost disputes included.';

alter table read.payment add column dispute text;
comment on column read.payment.dispute is 'OPEN, WON or LOST: how its last dispute stands; null where nobody disputed.';
comment on column read.payment.refunded_minor is 'What went back, by refunds and by lost disputes.';

comment on column read.payment_fact.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, LAPSED, VOIDED, REFUNDED, DISPUTED or DISPUTE_WON.';
comment on column read.payment_fact.reason is 'Why a try was declined or a payment disputed, in the provider''s words; DISPUTE_LOST where a bank took the money back.';

create or replace view analytics.orders as
select order_id,
       order_number,
       status,
       payment_status,
       plan,
       currency,
       net_minor,
       shipping_minor,
       tax_minor,
       rounding_minor,
       total_minor,
       paid_minor,
       refunded_minor,
       country,
       line_count as lines,
       placed_at,
       changed_at,
       cancellation_reason,
       position as as_of_position,
       buyer as person_id,
       dispute
from read.customer_order;
comment on column analytics.orders.refunded_minor is 'What went back to the buyer, lost disputes included, in minor units: the sum of the order''s rows in refunds.';
comment on column analytics.orders.dispute is 'OPEN while the buyer''s bank has to decide about a payment, then WON or LOST; null where nobody disputed.';

create or replace view analytics.payments as
select payment_id, order_id, installment, status, currency, amount_minor, captured_minor,
       refunded_minor, failure, expires_at, changed_at, position as as_of_position, dispute
from read.payment;
comment on column analytics.payments.refunded_minor is 'What went back, by refunds and by lost disputes, in minor units.';
comment on column analytics.payments.dispute is 'OPEN, WON or LOST: how its last dispute stands; null where nobody disputed.';

comment on column analytics.payment_events.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, LAPSED, VOIDED, REFUNDED, DISPUTED or DISPUTE_WON.';
comment on column analytics.payment_events.reason is 'Why a try was declined or a payment disputed, in the provider''s words; DISPUTE_LOST where a bank took the money back.';

create or replace view analytics.refunds as
select position, payment_id, order_id, installment, currency, amount_minor, at as refunded_at,
       coalesce(reason, 'REFUND') as reason
from read.payment_fact
where kind = 'REFUNDED';
comment on view analytics.refunds is 'One row each time money went back to a buyer: by a refund, whoever made it, or by a lost dispute.';
comment on column analytics.refunds.reason is 'REFUND, or DISPUTE_LOST where a bank took the money back.';
