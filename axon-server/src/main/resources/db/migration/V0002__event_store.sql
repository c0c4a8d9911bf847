-- The event store. The application may only insert rows.
-- transaction_id comes before global_index so that a writer has its id before its position:
-- readers rely on that order to know which gaps can still fill.
create table events.domain_event_entry (
    transaction_id       xid8   not null default pg_current_xact_id(),
    global_index         bigint not null generated always as identity (cache 1),
    event_identifier     text   not null,
    type                 text   not null,
    aggregate_identifier text   not null,
    sequence_number      bigint not null,
    time_stamp           text   not null,
    payload_type         text   not null,
    payload_revision     text,
    payload              bytea  not null,
    meta_data            bytea  not null,
    constraint domain_event_entry_pk primary key (global_index),
    constraint domain_event_entry_stream unique (aggregate_identifier, sequence_number),
    constraint domain_event_entry_event unique (event_identifier)
);
create index domain_event_entry_time on events.domain_event_entry (time_stamp);

comment on table events.domain_event_entry is 'Every event, in order of global_index.';
comment on column events.domain_event_entry.payload_type is 'The name of the event, such as inventory.StockReserved.';

-- Snapshots shorten the loading of an aggregate. They can be replaced and deleted.
create table engine.snapshot_event_entry (
    aggregate_identifier text   not null,
    sequence_number      bigint not null,
    type                 text   not null,
    event_identifier     text   not null unique,
    time_stamp           text   not null,
    payload_type         text   not null,
    payload_revision     text,
    payload              bytea  not null,
    meta_data            bytea  not null,
    primary key (aggregate_identifier, sequence_number)
);
