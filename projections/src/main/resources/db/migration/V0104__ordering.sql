-- Orders as buyers and staff read them. Filled by OrderProjection and OrderHistoryProjection from the
-- event store; disposable. Amounts are minor units of the order's currency.
create table read.customer_order (
    order_id             text        primary key,
    order_number         text        not null,
    buyer                text        not null,
    status               text        not null,
    payment_status       text        not null,
    dispute              text,
    plan                 text        not null,
    currency             text        not null,
    net_minor            bigint      not null,
    shipping_minor       bigint      not null,
    tax_minor            bigint      not null,
    rounding_minor       bigint      not null,
    total_minor          bigint      not null,
    due_now_minor        bigint      not null,
    due_later_minor      bigint      not null,
    paid_minor           bigint      not null,
    refunded_minor       bigint      not null,
    line_count           integer     not null,
    country              text        not null,
    cart_id              text,
    placed_at            timestamptz not null,
    expires_at           timestamptz not null,
    cancellation_reason  text,
    cancellation_note    text,
    shortages            jsonb       not null,
    carrier              text,
    tracking_number      text,
    ship_to_person       text        not null,
    ship_to_key_version  integer     not null,
    ship_to_encrypted    text        not null,
    position             bigint      not null,
    changed_at           timestamptz not null
);
create index customer_order_buyer on read.customer_order (buyer, placed_at desc, order_id desc);
create index customer_order_newest on read.customer_order (placed_at desc, order_id desc);
create index customer_order_status on read.customer_order (status, placed_at desc, order_id desc);
create index customer_order_number on read.customer_order (order_number);
-- The dashboard counts the orders that ended within a day.
create index customer_order_changed on read.customer_order (changed_at);

comment on table read.customer_order is 'One row per order in any status.';
comment on column read.customer_order.status is 'PLACED until the stock is reserved or short; then PENDING or REJECTED; then CONFIRMED, PROCESSING, SHIPPED, DELIVERED or CANCELLED.';
comment on column read.customer_order.dispute is 'OPEN while a bank decides about a disputed payment: the order does not ship. Then WON or LOST; null without a dispute.';
comment on column read.customer_order.rounding_minor is 'Rounds the total to a payable amount in a currency of three decimals; total = net + shipping + tax + rounding.';
comment on column read.customer_order.refunded_minor is 'Money returned to the buyer by refunds and lost disputes.';
comment on column read.customer_order.cancellation_note is 'The text that was written with the cancellation, encrypted with a key of the buyer.';
comment on column read.customer_order.shortages is 'The items without enough stock, for a rejected order: sku, requested, available.';
comment on column read.customer_order.ship_to_encrypted is 'The delivery address, encrypted with a key of ship_to_person; unreadable after that person is erased.';
comment on column read.customer_order.position is 'Position of the last event in this row.';

create table read.order_line (
    order_id              text    not null,
    line                  integer not null,
    pack_id               text    not null,
    terms_version         integer not null,
    manifest_version      integer not null,
    sku                   text    not null,
    name                  text    not null,
    vendor_id             text    not null,
    quantity              integer not null,
    currency              text    not null,
    unit_price_minor      bigint  not null,
    net_minor             bigint  not null,
    tax_minor             bigint  not null,
    tax_class             text    not null,
    tax_rate_basis_points integer not null,
    primary key (order_id, line)
);
-- The manifest versions of a pack that were ordered: read whenever a client opens the manifest of an
-- unpublished pack.
create index order_line_manifest on read.order_line (pack_id, manifest_version);
-- The packs of an order without reading the rows.
create index order_line_pack on read.order_line (order_id) include (pack_id, quantity);

comment on table read.order_line is 'One row per line of an order, as agreed when the order was placed. Lines never change.';

create table read.order_history (
    position bigint      primary key,
    order_id text        not null,
    event    text        not null,
    status   text,
    reason   text,
    note     text,
    actor    text,
    at       timestamptz not null
);
create index order_history_order on read.order_history (order_id, position);

comment on table read.order_history is 'One row per change of an order: what, when, who and why.';
comment on column read.order_history.status is 'The new status; null when the status did not change.';
comment on column read.order_history.reason is 'The reason as derived from the event; typed text is in note.';
comment on column read.order_history.note is 'The text that was written with the change, encrypted with a key of the buyer.';
comment on column read.order_history.actor is 'The person who caused the event, or process:<group>.';
