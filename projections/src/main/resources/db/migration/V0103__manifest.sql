-- The contents of each pack, version by version. Filled by ManifestProjection.
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
comment on column read.manifest.content_id is 'The content whose lines it shows; equal contents are stored once.';
comment on column read.manifest.units is 'The sum of all quantities.';
comment on column read.manifest.position is 'Position of the event that published it.';

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
comment on table read.manifest_line is 'One row per line of a content. Clients read lines only through a published manifest version.';
comment on column read.manifest_line.line is 'Number of the line, from 1, in the order of the file.';
comment on column read.manifest_line.condition is 'NEW, OPEN_BOX, REFURBISHED, USED, DAMAGED or SALVAGE.';
comment on column read.manifest_line.unit_retail_minor is 'The retail price of one unit, in minor units; null where it is not known.';

create table engine.manifest_upload (
    upload_id     text        primary key,
    pack_id       text        not null,
    body_hash     text        not null,
    media_type    text        not null,
    file          text        not null,
    requested_by  text        not null,
    trace_id      text        not null,
    state         text        not null,
    content_id    text,
    rows_total    integer     not null,
    rows_done     integer     not null default 0,
    units         bigint      not null,
    rejected_rows integer     not null,
    rejections    text        not null,
    version       integer,
    position      bigint,
    failure       text,
    attempts      integer     not null default 0,
    requested_at  timestamptz not null,
    started_at    timestamptz,
    changed_at    timestamptz not null,
    expires_at    timestamptz not null
);
comment on table engine.manifest_upload is 'One row per uploaded manifest file, kept for a day.';
comment on column engine.manifest_upload.body_hash is 'Keyed hash of the body: a request with the same Idempotency-Key and another body is rejected.';
comment on column engine.manifest_upload.media_type is 'The media type of the file.';
comment on column engine.manifest_upload.file is 'Name of the file in the folder manifests of the data folder.';
comment on column engine.manifest_upload.state is 'REJECTED (rows are invalid), RECORDING, PUBLISHED or FAILED.';
comment on column engine.manifest_upload.rejections is 'The first hundred errors, as JSON.';
comment on column engine.manifest_upload.version is 'The manifest version that was published from it.';
comment on column engine.manifest_upload.position is 'Position of the event that published it.';
