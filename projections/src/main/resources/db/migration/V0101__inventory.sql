-- Stock, reservations and movements. Filled by StockProjection and MovementProjection from the event
-- store; disposable.
create table read.inventory_stock (
    item_id      text        primary key,
    sku          text        not null,
    location     text        not null,
    on_hand      integer     not null,
    held         integer     not null,
    committed    integer     not null,
    available    integer     not null,
    low_stock_at integer     not null,
    position     bigint      not null,
    changed_at   timestamptz not null
);
create index inventory_stock_sku on read.inventory_stock (sku text_pattern_ops);
create index inventory_stock_low on read.inventory_stock (item_id)
    where low_stock_at > 0 and available <= low_stock_at;

comment on table read.inventory_stock is 'One row per item: how many units are there and how many can still be promised.';
comment on column read.inventory_stock.on_hand is 'Units that lie there.';
comment on column read.inventory_stock.held is 'Units promised and not yet paid for.';
comment on column read.inventory_stock.committed is 'Units paid for and not yet gone.';
comment on column read.inventory_stock.available is 'Units that can still be promised: on_hand − held − committed.';
comment on column read.inventory_stock.low_stock_at is 'From how many available units down somebody is told; 0 for never.';
comment on column read.inventory_stock.position is 'The last event this row knows of.';

create table read.inventory_reservation (
    item_id        text        not null,
    reservation_id text        not null,
    owner          text        not null,
    quantity       integer     not null,
    committed      boolean     not null,
    expires_at     timestamptz not null,
    ended          text,
    position       bigint      not null,
    changed_at     timestamptz not null,
    primary key (item_id, reservation_id)
);
create index inventory_reservation_by_reservation on read.inventory_reservation (reservation_id);

comment on table read.inventory_reservation is 'Reservations: who is or was promised how many units of which item.';
comment on column read.inventory_reservation.owner is 'On whose behalf: an order, a cart, a person at the counter.';
comment on column read.inventory_reservation.committed is 'Paid for, so the promise no longer lapses at expires_at.';
comment on column read.inventory_reservation.ended is 'RELEASED, EXPIRED or DISPATCHED; null while the units are promised.';

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

comment on table read.inventory_movement is 'The movement journal: one row per event of an item, in order of position.';
comment on column read.inventory_movement.quantity is 'Units concerned; for CORRECTED the signed difference, for WATCHED the new threshold.';
comment on column read.inventory_movement.available is 'Units that can be promised afterwards, where the event says so.';
comment on column read.inventory_movement.reference is 'The receipt, count, return or reservation.';
comment on column read.inventory_movement.reason is 'Why, as far as it follows from the event.';
comment on column read.inventory_movement.note is 'What the actor wrote about it, sealed under the actor.';
comment on column read.inventory_movement.actor is 'Who caused it: a person, or process:<group>.';
