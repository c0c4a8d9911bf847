-- How far each processor has read.
create table engine.token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);

-- Running sagas, with the values that they are found by, as key=value.
create table engine.saga_entry (
    saga_id         text primary key,
    saga_type       text,
    revision        text,
    serialized_saga bytea,
    associations    text[]      not null,
    started_at      timestamptz not null default clock_timestamp()
);
create index saga_entry_association on engine.saga_entry using gin (associations);
comment on column engine.saga_entry.started_at is 'When the saga began, by the clock of the database.';

-- A saga's events that failed repeatedly, in order, waiting to be handled again.
create table engine.parked_event (
    id             bigint generated always as identity primary key,
    saga_type      text        not null,
    saga_id        text        not null,
    event_id       text        not null,
    aggregate_id   text        not null,
    sequence_number bigint     not null,
    cause          text        not null,
    attempts       integer     not null,
    parked_at      timestamptz not null,
    next_try_at    timestamptz not null,
    unique (saga_id, event_id)
);
create index parked_event_saga on engine.parked_event (saga_id, id);

-- Events that an event handler could not handle, by sequence, waiting to be retried.
create table engine.dead_letter_entry (
    dead_letter_identifier text   primary key,
    processing_group       text   not null,
    sequence_identifier    text   not null,
    sequence_index         bigint not null,
    message_type           text   not null,
    event_identifier       text   not null,
    timestamp              text   not null,
    payload_type           text   not null,
    payload_revision       text,
    payload                bytea  not null,
    meta_data              bytea,
    type                   text,
    aggregate_identifier   text,
    sequence_number        bigint,
    token_type             text,
    token                  bytea,
    enqueued_at            text   not null,
    last_touched           text,
    processing_started     text,
    cause_type             text,
    cause_message          text,
    diagnostics            bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);

-- Tasks that are due later; the shape is db-scheduler's.
create table engine.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on engine.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on engine.scheduled_tasks (last_heartbeat);

-- Requests with an Idempotency-Key and their results, kept for seven days.
create table engine.idempotent_request (
    key_hash   text        primary key,
    body_hash  text        not null,
    stream_id  text        not null,
    version    bigint      not null,
    position   bigint      not null,
    events     text        not null,
    refusal    text,
    at         timestamptz not null
);
create index idempotent_request_at on engine.idempotent_request (at);

-- The processes that use this database. One that has not written for six seconds counts as dead.
create table engine.node (
    name       text        primary key,
    role       text        not null,
    processors text[]      not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);

-- One key per person and version; erasing the person empties the rows. Never part of the main backup.
create table keys.person_key (
    person_id  text        not null,
    version    integer     not null,
    wrapped    bytea,
    created_at timestamptz not null,
    primary key (person_id, version)
);
