-- Stock, reservations and movements. Filled by StockProjection and MovementProjection from the event
-- store; disposable.
create table read.inventory_stock (
    item_id      text        primary key,
    sku          text        not null,
    location     text        not null,
    on_hand      integer     not null,
    reserved     integer     not null,
    committed    integer     not null,
    available    integer     not null,
    low_stock_at integer     not null,
    position     bigint      not null,
    changed_at   timestamptz not null
);
create index inventory_stock_sku on read.inventory_stock (sku text_pattern_ops);
create index inventory_stock_low on read.inventory_stock (item_id)
    where low_stock_at > 0 and available <= low_stock_at;

comment on table read.inventory_stock is 'One row per item: how many units are in stock and how many of them are available.';
comment on column read.inventory_stock.on_hand is 'Units in stock.';
comment on column read.inventory_stock.reserved is 'Reserved units that are not paid for.';
comment on column read.inventory_stock.committed is 'Reserved units that are paid for and not dispatched.';
comment on column read.inventory_stock.available is 'Units that can be reserved: on_hand − reserved − committed.';
comment on column read.inventory_stock.low_stock_at is 'The low-stock threshold in available units; 0 for none.';
comment on column read.inventory_stock.position is 'Position of the last event in this row.';

create table read.inventory_reservation (
    item_id        text        not null,
    reservation_id text        not null,
    owner          text        not null,
    quantity       integer     not null,
    committed      boolean     not null,
    expires_at     timestamptz not null,
    outcome        text,
    position       bigint      not null,
    changed_at     timestamptz not null,
    primary key (item_id, reservation_id)
);
create index inventory_reservation_reservation on read.inventory_reservation (reservation_id);
create index inventory_reservation_open on read.inventory_reservation (expires_at)
    where not committed and outcome is null;

comment on table read.inventory_reservation is 'One row per reservation and item.';
comment on column read.inventory_reservation.owner is 'For whom the units are reserved: an order, a cart, a person at the counter.';
comment on column read.inventory_reservation.committed is 'Whether the units are paid for: then the reservation does not expire at expires_at.';
comment on column read.inventory_reservation.outcome is 'RELEASED, EXPIRED or DISPATCHED; null while the units are reserved.';

create table read.inventory_movement (
    position  bigint      primary key,
    item_id   text        not null,
    action    text        not null,
    quantity  integer     not null,
    available integer,
    reference text,
    reason    text,
    note      text,
    actor     text,
    at        timestamptz not null
);
create index inventory_movement_item on read.inventory_movement (item_id, position);
create index inventory_movement_at on read.inventory_movement (at);

comment on table read.inventory_movement is 'One row per event of an item, in order of position.';
comment on column read.inventory_movement.quantity is 'Units that moved; for CORRECTED the signed difference, for WATCHED the new threshold.';
comment on column read.inventory_movement.available is 'Available units after the event; null where the event does not contain them.';
comment on column read.inventory_movement.reference is 'The id of the receipt, count, return or reservation.';
comment on column read.inventory_movement.reason is 'The reason as derived from the event; typed text is in note.';
comment on column read.inventory_movement.note is 'The text that the actor wrote, encrypted with a key of the actor.';
comment on column read.inventory_movement.actor is 'The person who caused the event, or process:<group>.';
