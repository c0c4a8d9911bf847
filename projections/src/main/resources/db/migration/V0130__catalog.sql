-- The catalog as people search it: one flat row a product, fed from products, offers, categories,
-- brands and stock. Filled by ProductProjection; disposable: it can be filled again from the log.
alter table read.pack add column product_id text;
comment on column read.pack.product_id is 'The product it is the offer of; null for a pack of its own.';

create table read.catalog_category (
    category_id text   primary key,
    parent_id   text,
    name        text   not null,
    path        text[] not null,
    position    bigint not null
);
create index catalog_category_path on read.catalog_category using gin (path);

comment on table read.catalog_category is 'The category tree, one row a category.';
comment on column read.catalog_category.path is 'From the top down to the category itself.';
comment on column read.catalog_category.position is 'The last event this row knows of.';

create table read.catalog_brand (
    brand_id text   primary key,
    name     text   not null,
    position bigint not null
);
comment on table read.catalog_brand is 'Every brand.';
comment on column read.catalog_brand.position is 'The last event this row knows of.';

create table read.catalog_variant (
    sku            text    primary key,
    product_id     text,
    pack_id        text,
    name           text    not null default '',
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
comment on column read.catalog_variant.prices is 'Net price per currency in minor units.';
comment on column read.catalog_variant.available is 'Units at the shop''s own place that can still be promised.';
comment on column read.catalog_variant.position is 'The last event of the product that this row knows of; the other two likewise, of the offer and of the stock.';

create table read.catalog_product (
    product_id       text        primary key,
    vendor_id        text        not null,
    name             text        not null,
    description      text        not null,
    brand_id         text,
    brand_name       text        not null default '',
    category_id      text,
    category_path    text[]      not null default '{}',
    category_names   text        not null default '',
    skus             text        not null default '',
    status           text        not null,
    revision         integer     not null,
    rejection        text,
    submitted_at     timestamptz,
    submitted_number bigint,
    prices           jsonb       not null default '{}',
    in_stock         boolean     not null default false,
    number           bigint      not null,
    position         bigint      not null,
    changed_at       timestamptz not null,
    tags             text[]      not null generated always as (
        category_path || array_remove(array[brand_id, vendor_id], null)) stored,
    document         tsvector    not null generated always as (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('english', brand_name || ' ' || skus), 'B')
        || setweight(to_tsvector('english', category_names), 'C')
        || setweight(to_tsvector('english', description), 'D')) stored
) with (fillfactor = 85);
-- Prices and stock stand in no index, so that a sale need not touch one.
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
comment on column read.catalog_product.category_names is 'The names along the path, for the search.';
comment on column read.catalog_product.skus is 'The SKUs of its variants, for the search.';
comment on column read.catalog_product.status is 'DRAFT, SUBMITTED, APPROVED, REJECTED or ARCHIVED.';
comment on column read.catalog_product.rejection is 'Why it was rejected; null unless it is.';
comment on column read.catalog_product.submitted_number is 'Its place in the queue of those that wait for approval.';
comment on column read.catalog_product.prices is 'The lowest net price of its variants per currency, in minor units.';
comment on column read.catalog_product.in_stock is 'Whether one of its variants can be had now.';
comment on column read.catalog_product.number is 'Position of the event that opened it: the newer, the higher.';
comment on column read.catalog_product.position is 'The last event of the product that this row knows of.';
comment on column read.catalog_product.tags is 'Everything it is filtered by: categories, brand, vendor.';
comment on column read.catalog_product.document is 'What the full-text search looks at: name (A), brand and SKUs (B), categories (C), description (D).';
