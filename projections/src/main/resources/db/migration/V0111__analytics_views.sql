-- Facts and dimensions for people who write SQL. Names and meanings change only with a note in the
-- documentation. A person is a pseudonym everywhere in this schema, and what people typed about a
-- person stays out of it: notes, the reason of an adjustment, the occasion of an action and the name
-- of a lot, which contains the occasion.
create view analytics.orders as
select order_id,
       order_number,
       buyer as person_id,
       status,
       payment_status,
       dispute,
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

comment on view analytics.orders is 'One row per order, including rejected ones. Contains no names and no addresses.';
comment on column analytics.orders.order_id is 'The order''s id (ord_…).';
comment on column analytics.orders.order_number is 'The order number that buyers and staff use.';
comment on column analytics.orders.person_id is 'The buyer''s pseudonym (customers.person_id).';
comment on column analytics.orders.status is 'PLACED, PENDING, REJECTED, CONFIRMED, PROCESSING, SHIPPED, DELIVERED or CANCELLED.';
comment on column analytics.orders.payment_status is 'UNPAID, DEPOSIT_PAID, PAID, PARTIALLY_REFUNDED or REFUNDED.';
comment on column analytics.orders.dispute is 'OPEN while the buyer''s bank decides about a disputed payment, then WON or LOST; null without a dispute.';
comment on column analytics.orders.plan is 'FULL: one payment. DEPOSIT: half now, the rest before shipping.';
comment on column analytics.orders.currency is 'ISO 4217 currency of every amount in the row.';
comment on column analytics.orders.net_minor is 'Price of the goods, net of tax, in minor units (cents for EUR).';
comment on column analytics.orders.shipping_minor is 'Shipping costs, net of tax, in minor units.';
comment on column analytics.orders.tax_minor is 'Tax, including tax on shipping, in minor units.';
comment on column analytics.orders.rounding_minor is 'Rounds the total to a payable amount in a currency of three decimals, −5 to 5; 0 in all others.';
comment on column analytics.orders.total_minor is 'The total of the order: net + shipping + tax + rounding, in minor units.';
comment on column analytics.orders.paid_minor is 'Money captured so far, in minor units.';
comment on column analytics.orders.refunded_minor is 'Money returned to the buyer by refunds and lost disputes, in minor units: the sum of the order''s rows in refunds.';
comment on column analytics.orders.country is 'ISO 3166-1 alpha-2 country of delivery.';
comment on column analytics.orders.lines is 'Number of lines of the order.';
comment on column analytics.orders.placed_at is 'When the buyer placed the order.';
comment on column analytics.orders.changed_at is 'When the order last changed.';
comment on column analytics.orders.cancellation_reason is 'Why the order was cancelled; null unless it was.';
comment on column analytics.orders.as_of_position is 'Position of the last event in the row.';

create view analytics.order_lines as
select order_id, line, pack_id, terms_version, sku, name as pack_name, vendor_id, quantity,
       currency, unit_price_minor, net_minor, tax_minor, tax_class, tax_rate_basis_points
from read.order_line;

comment on view analytics.order_lines is 'One row per line of an order, as agreed when the order was placed. Lines never change.';
comment on column analytics.order_lines.order_id is 'The order (orders.order_id).';
comment on column analytics.order_lines.line is 'Number of the line within its order, from 1.';
comment on column analytics.order_lines.pack_id is 'The pack that was bought (packs.pack_id).';
comment on column analytics.order_lines.terms_version is 'The version of the pack''s terms at the time of the order.';
comment on column analytics.order_lines.sku is 'The pack''s own SKU.';
comment on column analytics.order_lines.pack_name is 'Name of the pack at the time of the order.';
comment on column analytics.order_lines.vendor_id is 'The vendor of the pack (ven_…).';
comment on column analytics.order_lines.quantity is 'Number of packs.';
comment on column analytics.order_lines.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.order_lines.unit_price_minor is 'Price of one pack, net of tax, in minor units.';
comment on column analytics.order_lines.net_minor is 'Price of the line, net of tax, in minor units.';
comment on column analytics.order_lines.tax_minor is 'Tax on the line, in minor units.';
comment on column analytics.order_lines.tax_class is 'The tax class that determines the tax rate.';
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

comment on view analytics.order_stages is 'One row per order with the time it reached each stage; null for stages it did not reach.';
comment on column analytics.order_stages.order_id is 'The order (orders.order_id).';
comment on column analytics.order_stages.person_id is 'The buyer''s pseudonym (customers.person_id).';
comment on column analytics.order_stages.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.order_stages.country is 'ISO 3166-1 alpha-2 country of delivery.';
comment on column analytics.order_stages.plan is 'FULL or DEPOSIT.';
comment on column analytics.order_stages.total_minor is 'The total of the order, in minor units.';
comment on column analytics.order_stages.placed_at is 'When the buyer placed the order.';
comment on column analytics.order_stages.accepted_at is 'When its stock was reserved.';
comment on column analytics.order_stages.rejected_at is 'When the order was rejected for lack of stock.';
comment on column analytics.order_stages.confirmed_at is 'When the first payment was captured.';
comment on column analytics.order_stages.processed_at is 'When staff began to pack it.';
comment on column analytics.order_stages.shipped_at is 'When it shipped.';
comment on column analytics.order_stages.delivered_at is 'When it was delivered.';
comment on column analytics.order_stages.cancelled_at is 'When it was cancelled.';
comment on column analytics.order_stages.cancellation_reason is 'Why it was cancelled.';
comment on column analytics.order_stages.furthest_stage is 'The furthest stage it reached, cancelled or not: PLACED, ACCEPTED, CONFIRMED, PROCESSED, SHIPPED or DELIVERED.';
comment on column analytics.order_stages.as_of_position is 'Position of the last event in the row.';

create view analytics.payments as
select payment_id, order_id, installment, status, dispute, currency, amount_minor, captured_minor,
       refunded_minor, failure, expires_at, changed_at, position as as_of_position
from read.payment;

comment on view analytics.payments is 'One row per installment of an order, in its current state.';
comment on column analytics.payments.payment_id is 'The payment (pay_…).';
comment on column analytics.payments.order_id is 'The order it pays for.';
comment on column analytics.payments.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.payments.status is 'REQUESTED, OPEN, AUTHORIZED, CAPTURING, CAPTURED, VOIDING, VOIDED, EXPIRED, REFUNDING or REFUNDED.';
comment on column analytics.payments.dispute is 'The state of its last dispute: OPEN, WON or LOST; null without a dispute.';
comment on column analytics.payments.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.payments.amount_minor is 'The requested amount, in minor units.';
comment on column analytics.payments.captured_minor is 'The captured amount, in minor units.';
comment on column analytics.payments.refunded_minor is 'Money returned by refunds and lost disputes, in minor units.';
comment on column analytics.payments.failure is 'Why the buyer''s last attempt failed.';
comment on column analytics.payments.expires_at is 'When the buyer can no longer pay it.';
comment on column analytics.payments.changed_at is 'When it last changed.';
comment on column analytics.payments.as_of_position is 'Position of the last event in the row.';

create view analytics.payment_events as
select position, payment_id, order_id, installment, kind, currency, amount_minor, reason, at
from read.payment_fact;

comment on view analytics.payment_events is 'One row per step of a payment, such as requested, captured or refunded.';
comment on column analytics.payment_events.position is 'Position of the event in the event store.';
comment on column analytics.payment_events.payment_id is 'The payment (payments.payment_id).';
comment on column analytics.payment_events.order_id is 'The order it pays for.';
comment on column analytics.payment_events.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.payment_events.kind is 'REQUESTED, DECLINED, AUTHORIZED, CAPTURED, EXPIRED, VOIDED, REFUNDED, DISPUTED or DISPUTE_WON.';
comment on column analytics.payment_events.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.payment_events.amount_minor is 'The amount of the step, in minor units; null for a step without an amount.';
comment on column analytics.payment_events.reason is 'The provider''s reason why an attempt was declined or a payment disputed; DISPUTE_LOST where the bank took the money back.';
comment on column analytics.payment_events.at is 'Time of the event.';

create view analytics.refunds as
select position, payment_id, order_id, installment, currency, amount_minor, at as refunded_at,
       coalesce(reason, 'REFUND') as reason
from read.payment_fact
where kind = 'REFUNDED';

comment on view analytics.refunds is 'One row each time money was returned to a buyer, by a refund or a lost dispute.';
comment on column analytics.refunds.position is 'Position of the event in the event store.';
comment on column analytics.refunds.payment_id is 'The payment (payments.payment_id).';
comment on column analytics.refunds.order_id is 'The order that was paid.';
comment on column analytics.refunds.installment is 'FULL, DEPOSIT or BALANCE.';
comment on column analytics.refunds.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.refunds.amount_minor is 'The returned amount, in minor units.';
comment on column analytics.refunds.refunded_at is 'When the money was returned.';
comment on column analytics.refunds.reason is 'REFUND, or DISPUTE_LOST where the bank took the money back.';

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

comment on view analytics.daily_sales is 'One row per UTC day and currency: orders that reached each stage on that day, and money that was captured or returned on that day.';
comment on column analytics.daily_sales.day is 'The day in UTC (calendar.day).';
comment on column analytics.daily_sales.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.daily_sales.orders_placed is 'Orders placed on that day.';
comment on column analytics.daily_sales.orders_accepted is 'Orders whose stock was reserved on that day.';
comment on column analytics.daily_sales.orders_rejected is 'Orders rejected for lack of stock on that day.';
comment on column analytics.daily_sales.orders_confirmed is 'Orders confirmed by a captured payment on that day.';
comment on column analytics.daily_sales.orders_cancelled is 'Orders cancelled on that day.';
comment on column analytics.daily_sales.confirmed_minor is 'Totals of the orders confirmed on that day, in minor units.';
comment on column analytics.daily_sales.captured_minor is 'Money captured on that day, in minor units.';
comment on column analytics.daily_sales.refunded_minor is 'Money returned on that day, in minor units.';

create view analytics.funnel as
select (placed_at at time zone 'UTC')::date as day, currency,
       count(*) as placed, count(accepted_at) as accepted, count(confirmed_at) as confirmed,
       count(processed_at) as processed, count(shipped_at) as shipped,
       count(delivered_at) as delivered, count(rejected_at) as rejected,
       count(cancelled_at) as cancelled
from read.sales_order
group by 1, 2;

comment on view analytics.funnel is 'One row per UTC day and currency: how many of the orders placed on that day reached each stage at any time.';
comment on column analytics.funnel.day is 'The UTC day on which the orders were placed (calendar.day).';
comment on column analytics.funnel.currency is 'ISO 4217 currency of the orders.';
comment on column analytics.funnel.placed is 'Orders placed.';
comment on column analytics.funnel.accepted is 'Of them: stock was reserved.';
comment on column analytics.funnel.confirmed is 'Of them: a payment was captured.';
comment on column analytics.funnel.processed is 'Of them: packing began.';
comment on column analytics.funnel.shipped is 'Of them: shipped.';
comment on column analytics.funnel.delivered is 'Of them: delivered.';
comment on column analytics.funnel.rejected is 'Of them: rejected for lack of stock.';
comment on column analytics.funnel.cancelled is 'Of them: cancelled at any stage.';

create view analytics.customers as
select person_id, first_confirmed_at, orders
from read.sales_person;

comment on view analytics.customers is 'One row per person with a confirmed order. The person is a pseudonym; names and addresses are not in this schema.';
comment on column analytics.customers.person_id is 'The person''s id (per_…).';
comment on column analytics.customers.first_confirmed_at is 'When the first order was confirmed.';
comment on column analytics.customers.orders is 'Number of confirmed orders so far.';

create view analytics.cohorts as
select date_trunc('month', p.first_confirmed_at at time zone 'UTC')::date as cohort_month,
       date_trunc('month', o.confirmed_at at time zone 'UTC')::date as order_month,
       o.currency, count(distinct o.person_id) as persons, count(*) as orders,
       sum(o.total_minor)::bigint as total_minor
from read.sales_order o
join read.sales_person p using (person_id)
where o.confirmed_at is not null
group by 1, 2, 3;

comment on view analytics.cohorts is 'One row per month of the first confirmed order, month of ordering and currency: what the persons of the first month ordered in the second.';
comment on column analytics.cohorts.cohort_month is 'First day of the UTC month in which the first order of these persons was confirmed.';
comment on column analytics.cohorts.order_month is 'First day of the UTC month in which the counted orders were confirmed.';
comment on column analytics.cohorts.currency is 'ISO 4217 currency of the amounts in the row.';
comment on column analytics.cohorts.persons is 'Persons of the cohort who ordered in that month.';
comment on column analytics.cohorts.orders is 'Number of their confirmed orders in that month.';
comment on column analytics.cohorts.total_minor is 'The sum of the totals of these orders, in minor units.';

create view analytics.packs as
select pack_id, kind, name, sku, vendor_id, tax_class, status, terms_version,
       changed_at, position as as_of_position
from read.pack;

comment on view analytics.packs is 'One row per pack with its latest terms.';
comment on column analytics.packs.pack_id is 'The pack (pck_…).';
comment on column analytics.packs.kind is 'The kind of pack, such as STARTER.';
comment on column analytics.packs.name is 'The name of the pack.';
comment on column analytics.packs.sku is 'The pack''s own SKU.';
comment on column analytics.packs.vendor_id is 'The vendor of the pack (ven_…).';
comment on column analytics.packs.tax_class is 'The tax class of the pack.';
comment on column analytics.packs.status is 'DRAFT, PUBLISHED or ARCHIVED.';
comment on column analytics.packs.terms_version is 'The version of its latest terms.';
comment on column analytics.packs.changed_at is 'When it last changed.';
comment on column analytics.packs.as_of_position is 'Position of the last event in the row.';

create view analytics.pack_prices as
select p.pack_id, price.key as currency, price.value::bigint as net_minor
from read.pack p
cross join lateral jsonb_each_text(p.prices) price;

comment on view analytics.pack_prices is 'One row per pack and currency: its current price.';
comment on column analytics.pack_prices.pack_id is 'The pack (packs.pack_id).';
comment on column analytics.pack_prices.currency is 'ISO 4217 currency of the price.';
comment on column analytics.pack_prices.net_minor is 'Price of one pack, net of tax, in minor units.';

create view analytics.stock as
select item_id, sku, location, on_hand, reserved, committed, available, low_stock_at,
       low_stock_at > 0 and available <= low_stock_at as is_low,
       changed_at, position as as_of_position
from read.inventory_stock;

comment on view analytics.stock is 'One row per item: its current stock.';
comment on column analytics.stock.item_id is 'One SKU at one location (inv_<location>_<sku>).';
comment on column analytics.stock.sku is 'The SKU.';
comment on column analytics.stock.location is 'The location of the stock.';
comment on column analytics.stock.on_hand is 'Units in stock.';
comment on column analytics.stock.reserved is 'Reserved units that are not paid for.';
comment on column analytics.stock.committed is 'Reserved units that are paid for and not dispatched.';
comment on column analytics.stock.available is 'Units that can be reserved: on_hand − reserved − committed.';
comment on column analytics.stock.low_stock_at is 'The low-stock threshold in available units; 0 for none.';
comment on column analytics.stock.is_low is 'Whether available is at or below low_stock_at.';
comment on column analytics.stock.changed_at is 'When it last changed.';
comment on column analytics.stock.as_of_position is 'Position of the last event in the row.';

create view analytics.stock_movements as
select m.position, m.item_id, s.sku, m.action, m.quantity, m.available, m.reference, m.reason, m.at
from read.inventory_movement m
left join read.inventory_stock s using (item_id);

comment on view analytics.stock_movements is 'One row per event of an item: changes of its stock, its reservations or its threshold, in order of position.';
comment on column analytics.stock_movements.position is 'Position of the event in the event store.';
comment on column analytics.stock_movements.item_id is 'The item (stock.item_id).';
comment on column analytics.stock_movements.sku is 'The SKU.';
comment on column analytics.stock_movements.action is 'RECEIVED, RETURNED, CORRECTED, DISPATCHED (on_hand changes); RESERVED, RELEASED, EXPIRED, COMMITTED (reservations change); REFUSED, COMMITMENT_REFUSED, WATCHED (new threshold), RAN_LOW (threshold reached): nothing changes.';
comment on column analytics.stock_movements.quantity is 'Units that moved; for CORRECTED the signed difference, for WATCHED the new threshold.';
comment on column analytics.stock_movements.available is 'Available units after the event; null where the event does not contain them.';
comment on column analytics.stock_movements.reference is 'The id of the receipt, count, return or reservation.';
comment on column analytics.stock_movements.reason is 'The reason as derived from the event. The text that staff wrote is encrypted and not in this schema.';
comment on column analytics.stock_movements.at is 'Time of the event.';

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

comment on view analytics.stock_daily is 'One row per item and UTC day with a stock movement.';
comment on column analytics.stock_daily.item_id is 'The item (stock.item_id).';
comment on column analytics.stock_daily.day is 'The day in UTC (calendar.day).';
comment on column analytics.stock_daily.received is 'Units received.';
comment on column analytics.stock_daily.returned is 'Units returned.';
comment on column analytics.stock_daily.corrected is 'Units added by counts; negative when units were missing.';
comment on column analytics.stock_daily.dispatched is 'Units dispatched.';
comment on column analytics.stock_daily.committed is 'Reserved units that were paid for.';
comment on column analytics.stock_daily.on_hand_at_end is 'Units in stock at the end of the day.';

create view analytics.loyalty_accounts as
select account_id, person as person_id, tier, points, reserved, owed, earned, spent, expired, reversed,
       deducted, joined_at, changed_at, position as as_of_position
from read.loyalty_account;

comment on view analytics.loyalty_accounts is 'One row per member of the loyalty programme, with current balances in whole points: earned = spent + expired + reversed + deducted + reserved + points.';
comment on column analytics.loyalty_accounts.account_id is 'The account (loy_…); a person has one account.';
comment on column analytics.loyalty_accounts.person_id is 'The member''s pseudonym (orders.person_id; in customers only after a confirmed order).';
comment on column analytics.loyalty_accounts.tier is 'GREEN, SILVER, GOLD or PLATINUM.';
comment on column analytics.loyalty_accounts.points is 'Free points, including pending ones; loyalty_lots states when pending points can be spent.';
comment on column analytics.loyalty_accounts.reserved is 'Points reserved for redemptions that are not completed.';
comment on column analytics.loyalty_accounts.owed is 'Points reversed after they were spent; the next earned points settle them. 0 while points are free.';
comment on column analytics.loyalty_accounts.earned is 'All earned points, including bonuses and adjustments.';
comment on column analytics.loyalty_accounts.spent is 'Of them: spent on rewards.';
comment on column analytics.loyalty_accounts.expired is 'Of them: expired.';
comment on column analytics.loyalty_accounts.reversed is 'Of them: reversed after refunds, without owed points.';
comment on column analytics.loyalty_accounts.deducted is 'Of them: deducted by adjustments.';
comment on column analytics.loyalty_accounts.joined_at is 'Time of the account''s first event.';
comment on column analytics.loyalty_accounts.changed_at is 'When it last changed.';
comment on column analytics.loyalty_accounts.as_of_position is 'Position of the last event in the row.';

create view analytics.loyalty_entries as
select position, account_id, person as person_id, kind, points, balance,
       case when starts_with(reference, 'ord_') then reference end as order_id,
       case when starts_with(reference, 'rdm_') then reference end as redemption_id,
       case when starts_with(reference, 'adj_') then reference end as adjustment_id,
       case when kind = 'EARNED_ACTION' then split_part(reference, '.', 1) end as action,
       case when kind in ('TIER', 'BONUS_REVERSED') then reference end as tier,
       at
from read.loyalty_transaction;

comment on view analytics.loyalty_entries is 'One row per event of a loyalty account, in order of position. The points of an account''s rows add up to its free points less its owed points.';
comment on column analytics.loyalty_entries.position is 'Position of the event in the event store.';
comment on column analytics.loyalty_entries.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_entries.person_id is 'The member''s pseudonym (orders.person_id).';
comment on column analytics.loyalty_entries.kind is 'EARNED_PURCHASE, EARNED_ACTION, EARNED_BONUS, EARNED_ADJUSTMENT, RELEASED (free points rise); REVERSED, BONUS_REVERSED, RESERVED, EXPIRED, DEDUCTED (they fall); REDEEMED (reserved points were spent), RECOVERED (free points settled owed points), NOTHING_EARNED, SPENDING_REFUSED, TIER (the balance stays).';
comment on column analytics.loyalty_entries.points is 'Signed change of the free points less the owed points; 0 where the balance stays.';
comment on column analytics.loyalty_entries.balance is 'Free points less owed points after the event; negative for a debt.';
comment on column analytics.loyalty_entries.order_id is 'The order (orders.order_id) that was paid or refunded, or whose points led to a bonus; null for others.';
comment on column analytics.loyalty_entries.redemption_id is 'The redemption (loyalty_redemptions.redemption_id), for RESERVED, REDEEMED, RELEASED and SPENDING_REFUSED.';
comment on column analytics.loyalty_entries.adjustment_id is 'The adjustment (adj_…), for EARNED_ADJUSTMENT and DEDUCTED. Its reason is not in this schema.';
comment on column analytics.loyalty_entries.action is 'The rewarded action, for EARNED_ACTION, such as REFERRAL.';
comment on column analytics.loyalty_entries.tier is 'For TIER the new tier; for BONUS_REVERSED the tier whose bonus was reversed.';
comment on column analytics.loyalty_entries.at is 'Time of the event.';

create view analytics.loyalty_lots as
select l.account_id, a.person as person_id, l.source,
       case when starts_with(l.reference, 'ord_') then l.reference end as order_id,
       case when l.source = 'ACTION' then split_part(l.reference, '.', 1) end as action,
       l.points, l.available_points, l.reserved, l.earned_at, l.available_at, l.expires_at,
       l.position as as_of_position
from read.loyalty_lot l
join read.loyalty_account a using (account_id);

comment on view analytics.loyalty_lots is 'One row per lot: points that were earned together and expire together.';
comment on column analytics.loyalty_lots.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_lots.person_id is 'The member''s pseudonym (orders.person_id).';
comment on column analytics.loyalty_lots.source is 'PURCHASE, ACTION, BONUS or ADJUSTMENT.';
comment on column analytics.loyalty_lots.order_id is 'The order (orders.order_id) that earned the points or the bonus; null for others.';
comment on column analytics.loyalty_lots.action is 'The rewarded action, for ACTION, such as REFERRAL.';
comment on column analytics.loyalty_lots.points is 'Number of earned points.';
comment on column analytics.loyalty_lots.available_points is 'How many of them are free.';
comment on column analytics.loyalty_lots.reserved is 'How many of them are reserved for redemptions.';
comment on column analytics.loyalty_lots.earned_at is 'When the points were earned.';
comment on column analytics.loyalty_lots.available_at is 'When the points can be spent; until then they are pending.';
comment on column analytics.loyalty_lots.expires_at is 'When the remaining points expire.';
comment on column analytics.loyalty_lots.as_of_position is 'Position of the last event in the row.';

create view analytics.loyalty_redemptions as
select redemption_id, account_id, person as person_id, reward_id, reward_version, points, status,
       reason, requested_at, changed_at, position as as_of_position
from read.loyalty_redemption;

comment on view analytics.loyalty_redemptions is 'One row per redemption: a member requested a reward and had enough points.';
comment on column analytics.loyalty_redemptions.redemption_id is 'The redemption (rdm_…).';
comment on column analytics.loyalty_redemptions.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_redemptions.person_id is 'The member''s pseudonym (orders.person_id).';
comment on column analytics.loyalty_redemptions.reward_id is 'The reward (loyalty_rewards.reward_id).';
comment on column analytics.loyalty_redemptions.reward_version is 'The version of the reward that was requested.';
comment on column analytics.loyalty_redemptions.points is 'The price in points.';
comment on column analytics.loyalty_redemptions.status is 'RESERVED (points are reserved), REDEEMED (points were spent) or RELEASED (points are free again).';
comment on column analytics.loyalty_redemptions.reason is 'Why the points were released, such as REWARD_EXHAUSTED.';
comment on column analytics.loyalty_redemptions.requested_at is 'When the points were reserved.';
comment on column analytics.loyalty_redemptions.changed_at is 'When it last changed.';
comment on column analytics.loyalty_redemptions.as_of_position is 'Position of the last event in the row.';

create view analytics.loyalty_rewards as
select reward_id, version, name, description, points, from_tier, max_claims, claimed, retired,
       changed_at, position as as_of_position
from read.loyalty_reward;

comment on view analytics.loyalty_rewards is 'One row per reward in its latest version.';
comment on column analytics.loyalty_rewards.reward_id is 'The reward (rwd_…).';
comment on column analytics.loyalty_rewards.version is 'Its latest version.';
comment on column analytics.loyalty_rewards.name is 'The name of the reward.';
comment on column analytics.loyalty_rewards.description is 'The description that members read.';
comment on column analytics.loyalty_rewards.points is 'The current price in points.';
comment on column analytics.loyalty_rewards.from_tier is 'The lowest tier that can redeem it: GREEN, SILVER, GOLD or PLATINUM.';
comment on column analytics.loyalty_rewards.max_claims is 'How many can be claimed in all; null for no limit.';
comment on column analytics.loyalty_rewards.claimed is 'How many are claimed.';
comment on column analytics.loyalty_rewards.retired is 'Whether it can no longer be redeemed.';
comment on column analytics.loyalty_rewards.changed_at is 'When it last changed.';
comment on column analytics.loyalty_rewards.as_of_position is 'Position of the last event in the row.';

create view analytics.calendar as
select day::date as day, extract(year from day)::integer as year,
       extract(quarter from day)::integer as quarter, extract(month from day)::integer as month,
       date_trunc('month', day)::date as first_of_month,
       extract(isoyear from day)::integer as iso_year, extract(week from day)::integer as iso_week,
       extract(isodow from day)::integer as iso_weekday, extract(isodow from day) > 5 as is_weekend
from generate_series(timestamp '2020-01-01', timestamp '2040-12-31', interval '1 day') day;

comment on view analytics.calendar is 'One row per UTC day from 2020 to 2040, to join days without sales.';
comment on column analytics.calendar.day is 'The day.';
comment on column analytics.calendar.year is 'The year of the day.';
comment on column analytics.calendar.quarter is 'The quarter of the day, 1 to 4.';
comment on column analytics.calendar.month is 'The month of the day, 1 to 12.';
comment on column analytics.calendar.first_of_month is 'The first day of the month.';
comment on column analytics.calendar.iso_year is 'The year of the ISO week.';
comment on column analytics.calendar.iso_week is 'The ISO week of the day, 1 to 53.';
comment on column analytics.calendar.iso_weekday is '1 for Monday to 7 for Sunday.';
comment on column analytics.calendar.is_weekend is 'Whether the day is a Saturday or a Sunday.';

create view analytics.positions as
select processor_name as processor,
       max(coalesce(place ->> 'globalIndex', place ->> 'index')::bigint) as as_of_position,
       max(written_at) as written_at
from (select processor_name, convert_from(token, 'UTF8')::jsonb as place,
             "timestamp"::timestamptz as written_at
      from engine.token_entry
      where processor_name like 'projection%') tokens
group by processor_name;

comment on view analytics.positions is 'One row per event processor that fills these tables: how far it has read the event store.';
comment on column analytics.positions.processor is 'The processor: projections is that of all projections without one of their own.';
comment on column analytics.positions.as_of_position is 'Position of the last event that it has projected; null before the first.';
comment on column analytics.positions.written_at is 'When it last stored its position.';
