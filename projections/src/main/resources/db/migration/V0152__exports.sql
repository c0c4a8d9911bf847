-- Exports that were asked for. The files lie in the data folder of the node that wrote them.
create table engine.export (
    export_id  text        primary key,
    table_name text        not null,
    format     text        not null,
    asked_by   text        not null,
    status     text        not null,
    rows_done  bigint      not null default 0,
    rows_total bigint,
    bytes      bigint,
    attempts   integer     not null default 0,
    failure    text,
    asked_at   timestamptz not null,
    started_at timestamptz,
    changed_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table engine.export is 'One row per export that was asked for, until it expires.';
comment on column engine.export.status is 'WAITING, RUNNING, DONE or FAILED.';
comment on column engine.export.rows_total is 'Rows the table had when the export began; null before.';
