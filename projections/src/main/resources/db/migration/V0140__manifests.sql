-- What is inside each pack, version by version. Filled by ManifestProjection.
create table read.manifest (
    pack_id      text        not null,
    version      integer     not null,
    content_id   text        not null,
    lines        integer     not null,
    units        bigint      not null,
    position     bigint      not null,
    published_at timestamptz not null,
    primary key (pack_id, version)
);

comment on table read.manifest is 'One row per published manifest version; a published version never changes.';
comment on column read.manifest.content_id is 'Whose lines it shows; equal contents are kept once.';
comment on column read.manifest.units is 'The sum of all quantities.';
comment on column read.manifest.position is 'The event that published it.';

create table read.manifest_line (
    content_id        text    not null,
    line              integer not null,
    sku               text    not null,
    product_name      text    not null,
    quantity          integer not null,
    condition         text    not null,
    unit_retail_minor bigint,
    currency          text,
    position          bigint  not null,
    primary key (content_id, line)
);

comment on table read.manifest_line is 'The lines of each content. Shown only through a published manifest version.';
comment on column read.manifest_line.line is 'Counted from 1, in the order they were sent.';
comment on column read.manifest_line.condition is 'NEW, OPEN_BOX, REFURBISHED, USED, DAMAGED or SALVAGE.';
comment on column read.manifest_line.unit_retail_minor is 'What one unit sells for in a shop, in minor units; empty where not known.';
