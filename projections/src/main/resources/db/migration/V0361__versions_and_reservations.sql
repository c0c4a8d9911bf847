-- The version of its aggregate that a row shows, for whoever changes only what they have seen.
alter table read.pack add column stream_version bigint not null default -1;
alter table read.catalogue_product add column stream_version bigint not null default -1;
alter table read.catalogue_brand add column stream_version bigint not null default -1;
alter table read.loyalty_reward add column stream_version bigint not null default -1;

comment on column read.pack.stream_version is 'Sequence number of the pack''s last event.';
comment on column read.catalogue_product.stream_version is 'Sequence number of the product''s last event.';
comment on column read.catalogue_brand.stream_version is 'Sequence number of the brand''s last event.';
comment on column read.loyalty_reward.stream_version is 'Sequence number of the reward''s last event.';

create table read.catalogue_tree (
    tree_id        text   primary key,
    position       bigint not null,
    stream_version bigint not null
);
comment on table read.catalogue_tree is 'One row per tree of categories: how far the rows of its categories are.';
comment on column read.catalogue_tree.stream_version is 'Sequence number of the tree''s last event.';

-- A reservation can be looked at after it has ended.
alter table read.inventory_promise add column ended text, add column changed_at timestamptz not null;
create index inventory_promise_reservation on read.inventory_promise (reservation_id);

comment on table read.inventory_promise is 'Reservations: who is or was promised how many units of which item.';
comment on column read.inventory_promise.ended is 'RELEASED, EXPIRED or DISPATCHED; null while the units are promised.';
