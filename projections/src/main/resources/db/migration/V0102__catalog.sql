-- Packs, products, categories, brands and prices. Filled by PackProjection, ProductProjection,
-- PriceHistoryProjection and BoughtTogetherProjection from the event store; disposable.

-- The search looks at words that were folded before they came here: without case, accents and
-- punctuation, by the same function that folds what is searched for. What is left to do is to take
-- the stem of each; none is left out for being frequent, so that "the who" can be found.
create text search dictionary read.stem (template = pg_catalog.snowball, language = english);
create text search configuration read.words (parser = pg_catalog."default");
alter text search configuration read.words
    add mapping for asciiword, word, numword, int, uint with read.stem;

-- Finds words that are similar to a misspelt one.
create extension if not exists pg_trgm with schema read;

create table read.pack (
    pack_id        text        primary key,
    product_id     text,
    kind           text        not null,
    name           text        not null,
    sku            text        not null,
    vendor_id      text        not null,
    tax_class      text        not null,
    status         text        not null,
    terms_version  integer     not null,
    contents       jsonb       not null,
    prices         jsonb       not null,
    images         jsonb       not null default '[]',
    position       bigint      not null,
    stream_version bigint      not null default -1,
    changed_at     timestamptz not null
);
create index pack_list on read.pack (status, kind, pack_id);

comment on table read.pack is 'One row per pack in its newest terms.';
comment on column read.pack.product_id is 'The product it is the offer of; null for a pack of its own.';
comment on column read.pack.status is 'DRAFT, PUBLISHED or ARCHIVED.';
comment on column read.pack.contents is 'Units per SKU that one pack takes from stock; empty for one unit of its own SKU.';
comment on column read.pack.prices is 'Net price per currency in minor units.';
comment on column read.pack.images is 'What shows it, in order: imageId, mediaType, width, height, bytes, alt. Empty for an offer that shows its product''s.';
comment on column read.pack.position is 'The last event this row knows of.';
comment on column read.pack.stream_version is 'Sequence number of the pack''s last event.';

create table read.catalog_tree (
    tree_id        text   primary key,
    position       bigint not null,
    stream_version bigint not null
);
comment on table read.catalog_tree is 'One row per tree of categories: how far the rows of its categories are.';
comment on column read.catalog_tree.stream_version is 'Sequence number of the tree''s last event.';

create table read.catalog_category (
    category_id text   primary key,
    parent_id   text,
    name        text   not null,
    words       text   not null default '',
    path        text[] not null,
    position    bigint not null
);
create index catalog_category_path on read.catalog_category using gin (path);

comment on table read.catalog_category is 'The category tree, one row a category.';
comment on column read.catalog_category.words is 'The words of its name, folded for the search.';
comment on column read.catalog_category.path is 'From the top down to the category itself.';
comment on column read.catalog_category.position is 'The last event this row knows of.';

create table read.catalog_brand (
    brand_id       text   primary key,
    name           text   not null,
    words          text   not null default '',
    position       bigint not null,
    stream_version bigint not null default -1
);
comment on table read.catalog_brand is 'Every brand.';
comment on column read.catalog_brand.words is 'The words of its name, folded for the search.';
comment on column read.catalog_brand.position is 'The last event this row knows of.';
comment on column read.catalog_brand.stream_version is 'Sequence number of the brand''s last event.';

create table read.catalog_variant (
    sku            text    primary key,
    product_id     text,
    pack_id        text,
    name           text    not null default '',
    words          text    not null default '',
    tax_class      text    not null default '',
    on_sale        boolean not null default false,
    prices         jsonb   not null default '{}',
    available      integer not null default 0,
    position       bigint  not null default -1,
    offer_position bigint  not null default -1,
    stock_position bigint  not null default -1
);
create index catalog_variant_product on read.catalog_variant (product_id);
create index catalog_variant_pack on read.catalog_variant (pack_id);

comment on table read.catalog_variant is 'One row per SKU that is a variant or has stock, whichever came first.';
comment on column read.catalog_variant.product_id is 'Null while the SKU is no product''s.';
comment on column read.catalog_variant.words is 'The parts of its SKU, folded for the search.';
comment on column read.catalog_variant.prices is 'Net price per currency in minor units.';
comment on column read.catalog_variant.available is 'Units at the shop''s own place that can still be promised.';
comment on column read.catalog_variant.position is 'The last event of the product that this row knows of; the other two likewise, of the offer and of the stock.';

-- One flat row per product, as the search needs it: from products, offers, categories, brands and
-- stock.
create table read.catalog_product (
    product_id        text        primary key,
    vendor_id         text        not null,
    name              text        not null,
    description       text        not null,
    brand_id          text,
    brand_name        text        not null default '',
    category_id       text,
    category_path     text[]      not null default '{}',
    status            text        not null,
    revision          integer     not null,
    rejection         text,
    submitted_at      timestamptz,
    submitted_number  bigint,
    prices            jsonb       not null default '{}',
    in_stock          boolean     not null default false,
    images            jsonb       not null default '[]',
    name_words        text        not null default '',
    brand_words       text        not null default '',
    category_words    text        not null default '',
    sku_words         text        not null default '',
    description_words text        not null default '',
    number            bigint      not null,
    position          bigint      not null,
    stream_version    bigint      not null default -1,
    changed_at        timestamptz not null,
    tags              text[]      not null generated always as (
        category_path || array_remove(array[brand_id, vendor_id], null)) stored,
    document          tsvector    not null generated always as (
        setweight(to_tsvector('read.words', name_words), 'A')
        || setweight(to_tsvector('read.words', brand_words || ' ' || sku_words), 'B')
        || setweight(to_tsvector('read.words', category_words), 'C')
        || setweight(to_tsvector('read.words', description_words), 'D')) stored
) with (fillfactor = 85);
-- Prices and stock are in no index, so that a sale need not update one.
create index catalog_product_search on read.catalog_product using gin (document, tags)
    where status = 'APPROVED';
create unique index catalog_product_newest on read.catalog_product (number)
    where status = 'APPROVED';
create index catalog_product_vendor on read.catalog_product (vendor_id, number);
create index catalog_product_queue on read.catalog_product (submitted_number)
    where status = 'SUBMITTED';
create index catalog_product_brand on read.catalog_product (brand_id);
create index catalog_product_path on read.catalog_product using gin (category_path);

comment on table read.catalog_product is 'One row per product, whatever became of it; only APPROVED ones are searched.';
comment on column read.catalog_product.category_path is 'The category and everything above it, from the top down.';
comment on column read.catalog_product.status is 'DRAFT, SUBMITTED, APPROVED, REJECTED or ARCHIVED.';
comment on column read.catalog_product.rejection is 'What was written by whoever rejected it, sealed under them; null unless it is rejected.';
comment on column read.catalog_product.submitted_number is 'Its place in the queue of those that wait for approval.';
comment on column read.catalog_product.prices is 'The lowest net price of its variants per currency, in minor units.';
comment on column read.catalog_product.in_stock is 'Whether one of its variants can be had now.';
comment on column read.catalog_product.images is 'What shows it, in order, the first standing for it: imageId, mediaType, width, height, bytes, alt.';
comment on column read.catalog_product.name_words is 'The words of its name, folded for the search; the other columns of words likewise.';
comment on column read.catalog_product.category_words is 'The words of the names along the path.';
comment on column read.catalog_product.sku_words is 'The parts of the SKUs of its variants.';
comment on column read.catalog_product.number is 'Position of the event that opened it: the newer, the higher.';
comment on column read.catalog_product.position is 'The last event of the product that this row knows of.';
comment on column read.catalog_product.stream_version is 'Sequence number of the product''s last event.';
comment on column read.catalog_product.tags is 'Everything it is filtered by: categories, brand, vendor.';
comment on column read.catalog_product.document is 'What the full-text search looks at: name (A), brand and SKUs (B), categories (C), description (D).';

create table read.catalog_word (
    word text primary key
);
create index catalog_word_similar on read.catalog_word using gin (word read.gin_trgm_ops);

comment on table read.catalog_word is 'Every word of four letters or more that a product, brand or category was ever named with.';

-- Prices of each pack and offer since the first event. Filled by PriceHistoryProjection.
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

-- Packs that are bought together, counted from paid orders. Filled by BoughtTogetherProjection.
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
