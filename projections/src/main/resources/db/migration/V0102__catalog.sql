-- Packs, products, categories, brands and prices. Filled by PackProjection, ProductProjection,
-- PriceHistoryProjection and BoughtTogetherProjection from the event store; disposable.

-- The projection folds words before it stores them: it removes case, accents and punctuation, with
-- the same function that folds a search text. This configuration only stems each word. It has no
-- stop words, so that "the who" can be found.
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

comment on table read.pack is 'One row per pack with its latest terms.';
comment on column read.pack.product_id is 'The product that this pack offers; null for a pack without a product.';
comment on column read.pack.status is 'DRAFT, PUBLISHED or ARCHIVED.';
comment on column read.pack.contents is 'Units per SKU that one sold pack takes from stock; empty for one unit of its own SKU.';
comment on column read.pack.prices is 'Net price per currency in minor units.';
comment on column read.pack.images is 'Its images in order: imageId, mediaType, width, height, bytes, alt. Empty for an offer that shows the images of its product.';
comment on column read.pack.position is 'Position of the last event in this row.';
comment on column read.pack.stream_version is 'Sequence number of the pack''s last event.';

create table read.catalog_tree (
    tree_id        text   primary key,
    position       bigint not null,
    stream_version bigint not null
);
comment on table read.catalog_tree is 'One row per category tree: how far its categories are projected.';
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

comment on table read.catalog_category is 'One row per category.';
comment on column read.catalog_category.words is 'The folded words of its name.';
comment on column read.catalog_category.path is 'The ids from the top category down to the category itself.';
comment on column read.catalog_category.position is 'Position of the last event in this row.';

create table read.catalog_brand (
    brand_id       text   primary key,
    name           text   not null,
    words          text   not null default '',
    position       bigint not null,
    stream_version bigint not null default -1
);
comment on table read.catalog_brand is 'One row per brand.';
comment on column read.catalog_brand.words is 'The folded words of its name.';
comment on column read.catalog_brand.position is 'Position of the last event in this row.';
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

comment on table read.catalog_variant is 'One row per SKU that is a variant or has stock.';
comment on column read.catalog_variant.product_id is 'The product of the SKU; null while the SKU has none.';
comment on column read.catalog_variant.words is 'The folded parts of its SKU.';
comment on column read.catalog_variant.prices is 'Net price per currency in minor units.';
comment on column read.catalog_variant.available is 'Available units in the shop''s own warehouse.';
comment on column read.catalog_variant.position is 'Position of the last event of the product in this row; offer_position and stock_position are those of the offer and of the stock.';

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

comment on table read.catalog_product is 'One row per product in any status; the search finds only APPROVED ones.';
comment on column read.catalog_product.category_path is 'The ids of the category and of all categories above it, from the top down.';
comment on column read.catalog_product.status is 'DRAFT, SUBMITTED, APPROVED, REJECTED or ARCHIVED.';
comment on column read.catalog_product.rejection is 'The reason that staff wrote when they rejected it, encrypted with a key of the writer; null unless it is rejected.';
comment on column read.catalog_product.submitted_number is 'Its place in the queue of products that wait for approval.';
comment on column read.catalog_product.prices is 'The lowest net price of its variants per currency, in minor units.';
comment on column read.catalog_product.in_stock is 'Whether one of its variants is available.';
comment on column read.catalog_product.images is 'Its images in order, the main image first: imageId, mediaType, width, height, bytes, alt.';
comment on column read.catalog_product.name_words is 'The folded words of its name; the other columns of words are folded, too.';
comment on column read.catalog_product.category_words is 'The words of the names of the categories in category_path.';
comment on column read.catalog_product.sku_words is 'The parts of the SKUs of its variants.';
comment on column read.catalog_product.number is 'Position of the event that created the product: newer products have higher numbers.';
comment on column read.catalog_product.position is 'Position of the last event of the product in this row.';
comment on column read.catalog_product.stream_version is 'Sequence number of the product''s last event.';
comment on column read.catalog_product.tags is 'The ids that filters use: categories, brand, vendor.';
comment on column read.catalog_product.document is 'The text of the full-text search with its weights: name (A), brand and SKUs (B), categories (C), description (D).';

create table read.catalog_word (
    word text primary key
);
create index catalog_word_similar on read.catalog_word using gin (word read.gin_trgm_ops);

comment on table read.catalog_word is 'Every word of four characters or more in a current or former name of a product, brand or category.';

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

comment on table read.price_change is 'One row per change of a price.';
comment on column read.price_change.amount_minor is 'Net of tax, in minor units of the currency.';
comment on column read.price_change.before_minor is 'The previous price; null for the first price in the currency.';
comment on column read.price_change.actor is 'The person who set the price.';

create table read.price_period (
    pack_id          text        not null,
    currency         text        not null,
    amount_minor     bigint      not null,
    started_position bigint      not null,
    started_at       timestamptz not null,
    ended_position   bigint,
    ended_at         timestamptz,
    primary key (pack_id, currency, started_position)
);
comment on table read.price_period is 'One row per period in which a pack was on sale at a price. A price that was set while the pack was not on sale has no row.';
comment on column read.price_period.started_position is 'Position of the event that began the period.';
comment on column read.price_period.ended_position is 'Position of the event that ended the period; null for the current period.';

create table read.current_price (
    pack_id      text    not null,
    currency     text    not null,
    amount_minor bigint  not null,
    position     bigint  not null,
    primary key (pack_id, currency)
);
comment on table read.current_price is 'The latest price of each pack in each currency, whether the pack is on sale or not.';

create table read.sale_period (
    pack_id  text    primary key,
    on_sale  boolean not null,
    position bigint  not null
);
comment on table read.sale_period is 'Whether each pack is on sale; price_period is computed from it.';

-- Packs that are bought together, counted from paid orders. Filled by BoughtTogetherProjection.
create table read.pack_purchase_count (
    order_id text    not null,
    pack_id  text    not null,
    counted  boolean not null default false,
    primary key (order_id, pack_id)
);
comment on table read.pack_purchase_count is 'One row per order and pack.';
comment on column read.pack_purchase_count.counted is 'Whether the order counts: it is paid and not cancelled.';

create table read.pack_pair_count (
    pack_id       text    not null,
    other_pack_id text    not null,
    orders        integer not null,
    primary key (pack_id, other_pack_id)
);
create index pack_pair_count_most on read.pack_pair_count (pack_id, orders desc, other_pack_id);

comment on table read.pack_pair_count is 'How many orders contain both packs; where both are the same, how many orders contain the pack.';
