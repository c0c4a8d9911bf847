-- For people who write SQL: stable facts and dimensions. Names and meanings change only with a note in
-- the documentation. Loyalty joins as views of its own.
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
       buyer as person_id
from read.customer_order;

comment on column analytics.orders.person_id is 'Who bought, under a pseudonym (customers.person_id).';
comment on view analytics.orders is 'One row per order ever placed, the rejected ones included. No names, no addresses.';

create view analytics.order_lines as
select order_id, line, pack_id, terms_version, sku, name as pack_name, vendor_id, quantity,
       currency, unit_price_minor, net_minor, tax_minor, tax_class, tax_rate_basis_points
from read.order_line;

comment on view analytics.order_lines is 'One row per line of every order as it was agreed; lines never change.';
comment on column analytics.order_lines.order_id is 'The order (orders.order_id).';
comment on column analytics.order_lines.line is 'Number of the line within its order, from 1.';
comment on column analytics.order_lines.pack_id is 'What was bought (packs.pack_id).';
comment on column analytics.order_lines.terms_version is 'The version of the pack''s terms it was bought under.';
comment on column analytics.order_lines.sku is 'The pack''s own SKU.';
comment on column analytics.order_lines.pack_name is 'What the pack was called then.';
comment on column analytics.order_lines.vendor_id is 'Whose pack it is (ven_…).';
comment on column analytics.order_lines.quantity is 'How many packs.';
comment on column analytics.order_lines.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.order_lines.unit_price_minor is 'Price of one pack, net of tax, in minor units.';
comment on column analytics.order_lines.net_minor is 'The whole line, net of tax, in minor units.';
comment on column analytics.order_lines.tax_minor is 'Tax on the line, in minor units.';
comment on column analytics.order_lines.tax_class is 'The tax class the rate was looked up by.';
comment on column analytics.order_lines.tax_rate_basis_points is 'Tax rate in basis points: 1900 is 19 %.';

create view analytics.order_stages as
select order_id, person_id, currency, country, plan, total_minor, placed_at, accepted_at,
       rejected_at, confirmed_at, processed_at, shipped_at, delivered_at, cancelled_at,
       cancellation_reason,
       case when delivered_at is not null then 'DELIVERED'
            when shipped_at is not null then 'SHIPPED'
            when processed_at is not null then 'PROCESSED'
            when confirmed_at is not null then 'CONFIRMED'
            when accepted_at is not null then 'ACCEPTED'
            else 'PLACED' end as furthest_stage,
       position as as_of_position
from read.sales_order;

comment on view analytics.order_stages is 'One row per order with the moment it reached each stage; null for stages it did not reach.';
comment on column analytics.order_stages.order_id is 'The order (orders.order_id).';
comment on column analytics.order_stages.person_id is 'Who bought (customers.person_id).';
comment on column analytics.order_stages.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.order_stages.country is 'ISO 3166-1 alpha-2 country of delivery.';
comment on column analytics.order_stages.plan is 'FULL or DEPOSIT.';
comment on column analytics.order_stages.total_minor is 'What the order comes to in all, in minor units.';
comment on column analytics.order_stages.placed_at is 'When the buyer agreed.';
comment on column analytics.order_stages.accepted_at is 'When stock was held for it.';
comment on column analytics.order_stages.rejected_at is 'When stock said no.';
comment on column analytics.order_stages.confirmed_at is 'When the first payment was captured.';
comment on column analytics.order_stages.processed_at is 'When somebody began to pack it.';
comment on column analytics.order_stages.shipped_at is 'When it left the house.';
comment on column analytics.order_stages.delivered_at is 'When it arrived.';
comment on column analytics.order_stages.cancelled_at is 'When it was called off.';
comment on column analytics.order_stages.cancellation_reason is 'Why it was called off.';
comment on column analytics.order_stages.furthest_stage is 'PLACED, ACCEPTED, CONFIRMED, PROCESSED, SHIPPED or DELIVERED: how far it came, cancelled or not.';
comment on column analytics.order_stages.as_of_position is 'The last event the row knows of.';

create view analytics.payments as
select payment_id, order_id, installment, status, currency, amount_minor, captured_minor,
       refunded_minor, failure, expires_at, changed_at, position as as_of_position
from read.payment;

comment on view analytics.payments is 'One row per installment of an order, as it stands now.';
comment on column analytics.payments.payment_id is 'The payment (pay_…).';
comment on column analytics.payments.order_id is 'The order it pays for.';
comment on column analytics.payments.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.payments.status is 'REQUESTED, OPEN, AUTHORIZED, CAPTURING, CAPTURED, VOIDING, VOIDED, EXPIRED, REFUNDING or REFUNDED.';
comment on column analytics.payments.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.payments.amount_minor is 'What is asked for, in minor units.';
comment on column analytics.payments.captured_minor is 'What was taken, in minor units.';
comment on column analytics.payments.refunded_minor is 'What went back, in minor units.';
comment on column analytics.payments.failure is 'Why the buyer''s last try did not work.';
comment on column analytics.payments.expires_at is 'Until when it can be paid.';
comment on column analytics.payments.changed_at is 'When it last changed.';
comment on column analytics.payments.as_of_position is 'The last event the row knows of.';

create view analytics.payment_events as
select position, payment_id, order_id, installment, kind, currency, amount_minor, reason, at
from read.payment_fact;

comment on view analytics.payment_events is 'One row per step of a payment: asked for, declined, authorised, captured, lapsed, given back.';
comment on column analytics.payment_events.position is 'Where in the log the event stands.';
comment on column analytics.payment_events.payment_id is 'The payment (payments.payment_id).';
comment on column analytics.payment_events.order_id is 'The order it pays for.';
comment on column analytics.payment_events.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.payment_events.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, LAPSED, VOIDED or REFUNDED.';
comment on column analytics.payment_events.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.payment_events.amount_minor is 'The money concerned, in minor units; null where none moved.';
comment on column analytics.payment_events.reason is 'Why a try was declined, in the provider''s words.';
comment on column analytics.payment_events.at is 'When it happened.';

create view analytics.refunds as
select position, payment_id, order_id, installment, currency, amount_minor, at as refunded_at
from read.payment_fact
where kind = 'REFUNDED';

comment on view analytics.refunds is 'One row per refund: money that went back to a buyer.';
comment on column analytics.refunds.position is 'Where in the log the event stands.';
comment on column analytics.refunds.payment_id is 'The payment (payments.payment_id).';
comment on column analytics.refunds.order_id is 'The order it was paid for.';
comment on column analytics.refunds.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.refunds.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.refunds.amount_minor is 'What went back, in minor units.';
comment on column analytics.refunds.refunded_at is 'When it went back.';

create view analytics.stock as
select item_id, sku, location, on_hand, held, committed, available, low_stock_at,
       low_stock_at > 0 and available <= low_stock_at as is_low,
       changed_at, position as as_of_position
from read.inventory_stock;

comment on view analytics.stock is 'One row per item: what is there now.';
comment on column analytics.stock.item_id is 'One SKU at one place (inv_<location>_<sku>).';
comment on column analytics.stock.sku is 'The SKU.';
comment on column analytics.stock.location is 'Where it lies.';
comment on column analytics.stock.on_hand is 'Units that lie there.';
comment on column analytics.stock.held is 'Units promised and not yet paid for.';
comment on column analytics.stock.committed is 'Units paid for and not yet gone.';
comment on column analytics.stock.available is 'Units that can still be promised: on_hand − held − committed.';
comment on column analytics.stock.low_stock_at is 'From how many available units down somebody is told; 0 for never.';
comment on column analytics.stock.is_low is 'Whether available is at or below low_stock_at.';
comment on column analytics.stock.changed_at is 'When it last changed.';
comment on column analytics.stock.as_of_position is 'The last event the row knows of.';

create view analytics.stock_movements as
select m.position, m.item_id, s.sku, m.action, m.quantity, m.available, m.reference, m.reason, m.at
from read.inventory_movement m
left join read.inventory_stock s using (item_id);

comment on view analytics.stock_movements is 'One row per change of an item''s stock or of its promises, in order of position.';
comment on column analytics.stock_movements.position is 'Where in the log the event stands.';
comment on column analytics.stock_movements.item_id is 'The item (stock.item_id).';
comment on column analytics.stock_movements.sku is 'The SKU.';
comment on column analytics.stock_movements.action is 'RECEIVED, RETURNED, CORRECTED, DISPATCHED (on hand changes); RESERVED, RELEASED, EXPIRED, COMMITTED (promises change); REFUSED, COMMITMENT_REFUSED, WATCHED, RAN_LOW (nothing moves).';
comment on column analytics.stock_movements.quantity is 'Units concerned; for CORRECTED the signed difference, for WATCHED the new threshold.';
comment on column analytics.stock_movements.available is 'Units that can be promised afterwards, where the event says so.';
comment on column analytics.stock_movements.reference is 'The receipt, count, return or reservation.';
comment on column analytics.stock_movements.reason is 'What was said about it.';
comment on column analytics.stock_movements.at is 'When it happened.';

create view analytics.stock_daily as
select item_id, day, received, returned, corrected, dispatched, committed,
       sum(received + returned + corrected - dispatched)
           over (partition by item_id order by day) as on_hand_at_end
from (select item_id, (at at time zone 'UTC')::date as day,
             coalesce(sum(quantity) filter (where action = 'RECEIVED'), 0) as received,
             coalesce(sum(quantity) filter (where action = 'RETURNED'), 0) as returned,
             coalesce(sum(quantity) filter (where action = 'CORRECTED'), 0) as corrected,
             coalesce(sum(quantity) filter (where action = 'DISPATCHED'), 0) as dispatched,
             coalesce(sum(quantity) filter (where action = 'COMMITTED'), 0) as committed
      from read.inventory_movement
      where action in ('RECEIVED', 'RETURNED', 'CORRECTED', 'DISPATCHED', 'COMMITTED')
      group by 1, 2) moved;

comment on view analytics.stock_daily is 'One row per item and UTC day on which units came or went, with what lay there at its end.';
comment on column analytics.stock_daily.item_id is 'The item (stock.item_id).';
comment on column analytics.stock_daily.day is 'The day in UTC (calendar.day).';
comment on column analytics.stock_daily.received is 'Units that arrived.';
comment on column analytics.stock_daily.returned is 'Units that came back.';
comment on column analytics.stock_daily.corrected is 'Units found or lost when counting; negative when lost.';
comment on column analytics.stock_daily.dispatched is 'Units that left the house.';
comment on column analytics.stock_daily.committed is 'Units that were paid for.';
comment on column analytics.stock_daily.on_hand_at_end is 'Units that lay there at the end of the day.';

create view analytics.daily_sales as
select day, currency,
       sum(number) filter (where measure = 'PLACED')::bigint as orders_placed,
       sum(number) filter (where measure = 'ACCEPTED')::bigint as orders_accepted,
       sum(number) filter (where measure = 'REJECTED')::bigint as orders_rejected,
       sum(number) filter (where measure = 'CONFIRMED')::bigint as orders_confirmed,
       sum(number) filter (where measure = 'CANCELLED')::bigint as orders_cancelled,
       sum(amount_minor) filter (where measure = 'CONFIRMED')::bigint as confirmed_minor,
       sum(amount_minor) filter (where measure = 'CAPTURED')::bigint as captured_minor,
       sum(amount_minor) filter (where measure = 'REFUNDED')::bigint as refunded_minor
from (select (at at time zone 'UTC')::date as day, currency, measure, number, amount_minor
      from read.sales_quarter_hour
      union all
      select (at at time zone 'UTC')::date, currency, measure, number, amount_minor
      from read.payment_quarter_hour where measure in ('CAPTURED', 'REFUNDED')) both_sides
group by day, currency;

comment on view analytics.daily_sales is 'One row per UTC day and currency: orders by what happened to them that day, money by when it moved.';
comment on column analytics.daily_sales.day is 'The day in UTC (calendar.day).';
comment on column analytics.daily_sales.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.daily_sales.orders_placed is 'Orders placed that day.';
comment on column analytics.daily_sales.orders_accepted is 'Orders that stock was held for that day.';
comment on column analytics.daily_sales.orders_rejected is 'Orders that stock said no to that day.';
comment on column analytics.daily_sales.orders_confirmed is 'Orders confirmed by a captured payment that day.';
comment on column analytics.daily_sales.orders_cancelled is 'Orders called off that day.';
comment on column analytics.daily_sales.confirmed_minor is 'Totals of the orders confirmed that day, in minor units.';
comment on column analytics.daily_sales.captured_minor is 'Money taken that day, in minor units.';
comment on column analytics.daily_sales.refunded_minor is 'Money given back that day, in minor units.';

create view analytics.funnel as
select (placed_at at time zone 'UTC')::date as day, currency,
       count(*) as placed, count(accepted_at) as accepted, count(confirmed_at) as confirmed,
       count(processed_at) as processed, count(shipped_at) as shipped,
       count(delivered_at) as delivered, count(rejected_at) as rejected,
       count(cancelled_at) as cancelled
from read.sales_order
group by 1, 2;

comment on view analytics.funnel is 'One row per UTC day of placing and currency: how many of that day''s orders ever reached each stage.';
comment on column analytics.funnel.day is 'The UTC day the orders were placed (calendar.day).';
comment on column analytics.funnel.currency is 'ISO 4217 currency of the orders.';
comment on column analytics.funnel.placed is 'Orders placed.';
comment on column analytics.funnel.accepted is 'Of them: stock was held.';
comment on column analytics.funnel.confirmed is 'Of them: a payment was captured.';
comment on column analytics.funnel.processed is 'Of them: somebody packed it.';
comment on column analytics.funnel.shipped is 'Of them: left the house.';
comment on column analytics.funnel.delivered is 'Of them: arrived.';
comment on column analytics.funnel.rejected is 'Of them: stock said no.';
comment on column analytics.funnel.cancelled is 'Of them: called off, at whatever stage.';

create view analytics.customers as
select person_id, first_confirmed_at, orders
from read.sales_person;

comment on view analytics.customers is 'One row per person with a confirmed order, under a pseudonym; names and addresses are not in this schema.';
comment on column analytics.customers.person_id is 'The person''s id (per_…).';
comment on column analytics.customers.first_confirmed_at is 'When the first order was confirmed.';
comment on column analytics.customers.orders is 'Confirmed orders so far.';

create view analytics.cohorts as
select date_trunc('month', p.first_confirmed_at at time zone 'UTC')::date as cohort_month,
       date_trunc('month', o.confirmed_at at time zone 'UTC')::date as order_month,
       o.currency, count(distinct o.person_id) as persons, count(*) as orders,
       sum(o.total_minor)::bigint as total_minor
from read.sales_order o
join read.sales_person p using (person_id)
where o.confirmed_at is not null
group by 1, 2, 3;

comment on view analytics.cohorts is 'One row per month of first confirmed order, later month and currency: what these persons ordered then.';
comment on column analytics.cohorts.cohort_month is 'First day of the UTC month in which these persons first order was confirmed.';
comment on column analytics.cohorts.order_month is 'First day of the UTC month in which the counted orders were confirmed.';
comment on column analytics.cohorts.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.cohorts.persons is 'Persons of the cohort who ordered in that month.';
comment on column analytics.cohorts.orders is 'Their confirmed orders of that month.';
comment on column analytics.cohorts.total_minor is 'What these orders come to, in minor units.';

create view analytics.packs as
select pack_id, kind, name, sku, vendor_id, tax_class, status, terms_version,
       changed_at, position as as_of_position
from read.pack;

comment on view analytics.packs is 'One row per pack in its newest terms.';
comment on column analytics.packs.pack_id is 'The pack (pck_…).';
comment on column analytics.packs.kind is 'What kind of pack it is.';
comment on column analytics.packs.name is 'What it is called.';
comment on column analytics.packs.sku is 'The pack''s own SKU.';
comment on column analytics.packs.vendor_id is 'Whose pack it is (ven_…).';
comment on column analytics.packs.tax_class is 'Its tax class.';
comment on column analytics.packs.status is 'DRAFT, PUBLISHED or ARCHIVED.';
comment on column analytics.packs.terms_version is 'The version of its newest terms.';
comment on column analytics.packs.changed_at is 'When it last changed.';
comment on column analytics.packs.as_of_position is 'The last event the row knows of.';

create view analytics.pack_prices as
select p.pack_id, price.key as currency, price.value::bigint as net_minor
from read.pack p
cross join lateral jsonb_each_text(p.prices) price;

comment on view analytics.pack_prices is 'One row per pack and currency: what it costs now.';
comment on column analytics.pack_prices.pack_id is 'The pack (packs.pack_id).';
comment on column analytics.pack_prices.currency is 'ISO 4217 currency of the price.';
comment on column analytics.pack_prices.net_minor is 'Price of one pack, net of tax, in minor units.';

create view analytics.calendar as
select day::date as day, extract(year from day)::integer as year,
       extract(quarter from day)::integer as quarter, extract(month from day)::integer as month,
       date_trunc('month', day)::date as first_of_month,
       extract(isoyear from day)::integer as iso_year, extract(week from day)::integer as iso_week,
       extract(isodow from day)::integer as iso_weekday, extract(isodow from day) > 5 as is_weekend
from generate_series(timestamp '2020-01-01', timestamp '2040-12-31', interval '1 day') day;

comment on view analytics.calendar is 'One row per UTC day from 2020 to 2040, to join days without sales.';
comment on column analytics.calendar.day is 'The day.';
comment on column analytics.calendar.year is 'Its year.';
comment on column analytics.calendar.quarter is 'Its quarter, 1 to 4.';
comment on column analytics.calendar.month is 'Its month, 1 to 12.';
comment on column analytics.calendar.first_of_month is 'The first day of its month.';
comment on column analytics.calendar.iso_year is 'The year its ISO week belongs to.';
comment on column analytics.calendar.iso_week is 'Its ISO week, 1 to 53.';
comment on column analytics.calendar.iso_weekday is '1 for Monday to 7 for Sunday.';
comment on column analytics.calendar.is_weekend is 'Whether it is a Saturday or a Sunday.';

create view analytics.positions as
select processor_name as projection,
       max(coalesce(place ->> 'globalIndex', place ->> 'index')::bigint) as as_of_position,
       max(written_at) as written_at
from (select processor_name, convert_from(token, 'UTF8')::jsonb as place,
             "timestamp"::timestamptz as written_at
      from engine.token_entry
      where processor_name like 'projection-%') tokens
group by processor_name;

comment on view analytics.positions is 'One row per projection behind these tables: how much of the log it has read.';
comment on column analytics.positions.projection is 'The projection, such as projection-sales.';
comment on column analytics.positions.as_of_position is 'The last event it has taken into its tables; null before the first.';
comment on column analytics.positions.written_at is 'When it last wrote its place down.';
