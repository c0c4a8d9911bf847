-- What is bought together, counted from paid orders. Filled by BoughtTogetherProjection.
create table read.bought_basket (
    order_id text    not null,
    pack_id  text    not null,
    counted  boolean not null default false,
    primary key (order_id, pack_id)
);
comment on table read.bought_basket is 'Which packs each order holds.';
comment on column read.bought_basket.counted is 'Whether the order counts: it is paid and not called off.';

create table read.bought_pair (
    pack_id text    not null,
    other   text    not null,
    orders  integer not null,
    primary key (pack_id, other)
);
create index bought_pair_most on read.bought_pair (pack_id, orders desc, other);

comment on table read.bought_pair is 'How many orders hold both packs; with itself, how many hold it at all.';
