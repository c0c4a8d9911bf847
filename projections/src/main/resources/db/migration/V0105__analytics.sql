-- For people who write SQL. Names and meanings change only with a note in the documentation.
create view analytics.orders as
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
       position as as_of_position
from read.customer_order;

comment on view analytics.orders is 'One row per order ever placed, the rejected ones included. No personal data.';
comment on column analytics.orders.order_id is 'The order''s id (ord_…).';
comment on column analytics.orders.order_number is 'What people call the order on the telephone.';
comment on column analytics.orders.status is 'PLACED, PENDING, REJECTED, CONFIRMED, PROCESSING, SHIPPED, DELIVERED or CANCELLED.';
comment on column analytics.orders.payment_status is 'UNPAID, DEPOSIT_PAID, PAID, PARTIALLY_REFUNDED or REFUNDED.';
comment on column analytics.orders.plan is 'FULL: paid at once. DEPOSIT: half now, the rest before shipping.';
comment on column analytics.orders.currency is 'ISO 4217 currency of every amount in the row.';
comment on column analytics.orders.net_minor is 'Goods, net of tax, in minor units (cents for EUR).';
comment on column analytics.orders.shipping_minor is 'Shipping, net of tax, in minor units.';
comment on column analytics.orders.tax_minor is 'All tax, shipping''s included, in minor units.';
comment on column analytics.orders.rounding_minor is 'What makes the total payable in a currency of three decimals, −5 to 5; 0 in all others.';
comment on column analytics.orders.total_minor is 'What the buyer owes in all: net + shipping + tax + rounding, in minor units.';
comment on column analytics.orders.paid_minor is 'Captured so far, in minor units.';
comment on column analytics.orders.refunded_minor is 'Returned so far, in minor units.';
comment on column analytics.orders.country is 'ISO 3166-1 alpha-2 country of delivery.';
comment on column analytics.orders.lines is 'How many lines the order has.';
comment on column analytics.orders.placed_at is 'When the buyer agreed.';
comment on column analytics.orders.changed_at is 'When the order last changed.';
comment on column analytics.orders.cancellation_reason is 'Why it was called off; null unless it was.';
comment on column analytics.orders.as_of_position is 'The last event the row knows of.';
