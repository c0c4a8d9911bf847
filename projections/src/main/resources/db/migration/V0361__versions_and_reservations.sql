-- The version of its aggregate that a row shows, for whoever changes only what they have seen.
alter table read.pack add column stream_version bigint not null default -1;
alter table read.catalog_product add column stream_version bigint not null default -1;
alter table read.catalog_brand add column stream_version bigint not null default -1;
alter table read.loyalty_reward add column stream_version bigint not null default -1;

comment on column read.pack.stream_version is 'Sequence number of the pack''s last event.';
comment on column read.catalog_product.stream_version is 'Sequence number of the product''s last event.';
comment on column read.catalog_brand.stream_version is 'Sequence number of the brand''s last event.';
comment on column read.loyalty_reward.stream_version is 'Sequence number of the reward''s last event.';

create table read.catalog_tree (
    tree_id        text   primary key,
    position       bigint not null,
    stream_version bigint not null
);
comment on table read.catalog_tree is 'One row per tree of categories: how far the rows of its categories are.';
comment on column read.catalog_tree.stream_version is 'Sequence number of the tree''s last event.';

-- A reservation can be looked at after it has ended.
alter table read.inventory_reservation add column ended text, add column changed_at timestamptz not null;
create index inventory_reservation_by_reservation on read.inventory_reservation (reservation_id);

comment on table read.inventory_reservation is 'Reservations: who is or was promised how many units of which item.';
comment on column read.inventory_reservation.ended is 'RELEASED, EXPIRED or DISPATCHED; null while the units are promised.';
