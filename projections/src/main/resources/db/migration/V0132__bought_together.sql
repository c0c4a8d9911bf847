-- What is bought together, counted from paid orders. Filled by BoughtTogetherProjection.
create table read.pack_purchase_count (
    order_id text    not null,
    pack_id  text    not null,
    counted  boolean not null default false,
    primary key (order_id, pack_id)
);
comment on table read.pack_purchase_count is 'Which packs each order holds.';
comment on column read.pack_purchase_count.counted is 'Whether the order counts: it is paid and not called off.';

create table read.pack_pair_count (
    pack_id text    not null,
    other   text    not null,
    orders  integer not null,
    primary key (pack_id, other)
);
create index pack_pair_count_most on read.pack_pair_count (pack_id, orders desc, other);

comment on table read.pack_pair_count is 'How many orders hold both packs; with itself, how many hold it at all.';
