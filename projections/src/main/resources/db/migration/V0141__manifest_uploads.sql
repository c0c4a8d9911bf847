create table engine.manifest_upload (
    upload_id     text        primary key,
    pack_id       text        not null,
    body_hash     text        not null,
    form          text        not null,
    file          text        not null,
    asked_by      text        not null,
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
    asked_at      timestamptz not null,
    started_at    timestamptz,
    changed_at    timestamptz not null,
    expires_at    timestamptz not null
);
comment on table engine.manifest_upload is 'One row per file that was sent to become a manifest, for a day.';
comment on column engine.manifest_upload.body_hash is 'Keyed hash of the body: the same Idempotency-Key with another body is refused.';
comment on column engine.manifest_upload.form is 'The media type it was sent as.';
comment on column engine.manifest_upload.file is 'Its name in the folder manifests of the data folder.';
comment on column engine.manifest_upload.state is 'REJECTED (rows are not right), RECORDING, PUBLISHED or FAILED.';
comment on column engine.manifest_upload.rejections is 'The first hundred things that are not right, as JSON.';
comment on column engine.manifest_upload.version is 'The manifest version it became.';
comment on column engine.manifest_upload.position is 'The event that published it.';
