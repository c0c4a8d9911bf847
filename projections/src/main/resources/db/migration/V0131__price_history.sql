-- What each pack and offer has cost, from the first day. Filled by PriceHistoryProjection.
create table read.price_change (
    position      bigint      primary key,
    pack_id       text        not null,
    currency      text        not null,
    amount_minor  bigint      not null,
    before_minor  bigint,
    actor         text,
    at            timestamptz not null
);
create index price_change_pack on read.price_change (pack_id, currency, position);

comment on table read.price_change is 'Every price ever set, one row a change.';
comment on column read.price_change.amount_minor is 'Net of tax, in minor units of the currency.';
comment on column read.price_change.before_minor is 'What it was before; null for the first price in the currency.';
comment on column read.price_change.actor is 'Who set it.';

create table read.price_period (
    pack_id      text        not null,
    currency     text        not null,
    begun        bigint      not null,
    amount_minor bigint      not null,
    begun_at     timestamptz not null,
    ended        bigint,
    ended_at     timestamptz,
    primary key (pack_id, currency, begun)
);
comment on table read.price_period is 'From when until when a pack could be bought at a price. What was set and never sold at is not here.';
comment on column read.price_period.begun is 'Position of the event with which it could be bought so.';
comment on column read.price_period.ended is 'Position of the event that ended it; null while it lasts.';

create table read.current_price (
    pack_id      text    not null,
    currency     text    not null,
    amount_minor bigint  not null,
    position     bigint  not null,
    primary key (pack_id, currency)
);
comment on table read.current_price is 'The newest price of each pack in each currency, on sale or not.';

create table read.sale_period (
    pack_id  text    primary key,
    on_sale  boolean not null,
    position bigint  not null
);
comment on table read.sale_period is 'Whether a pack can be bought, for the spans in price_period.';
