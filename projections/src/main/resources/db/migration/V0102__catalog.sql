-- Packs as the shop shows them. Filled by PackProjection.
create table read.pack (
    pack_id       text        primary key,
    kind          text        not null,
    name          text        not null,
    sku           text        not null,
    vendor_id     text        not null,
    tax_class     text        not null,
    status        text        not null,
    terms_version integer     not null,
    contents      jsonb       not null,
    prices        jsonb       not null,
    position      bigint      not null,
    changed_at    timestamptz not null
);
create index pack_list on read.pack (status, kind, pack_id);

comment on table read.pack is 'One row per pack in its newest terms.';
comment on column read.pack.status is 'DRAFT, PUBLISHED or ARCHIVED.';
comment on column read.pack.contents is 'Units per SKU that one pack takes from stock; empty for one unit of its own SKU.';
comment on column read.pack.prices is 'Net price per currency in minor units.';
comment on column read.pack.position is 'The last event this row knows of.';
