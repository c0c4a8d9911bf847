-- What operators do to the installation, and the state of its nodes.

-- The engine adds operations and writes their results; it cannot change who requested what, and
-- deletes nothing.
create table operations.operation_log (
    operation_id text        primary key,
    number       bigint      generated always as identity unique,
    kind         text        not null,
    subject      text        not null,
    details      jsonb       not null,
    actor        text        not null,
    reason       text        not null check (reason <> ''),
    requested_at timestamptz not null,
    state        text        not null default 'WAITING' check (state in ('WAITING', 'DONE', 'REFUSED')),
    outcome      text,
    node         text,
    ended_at     timestamptz
);
create index operation_log_waiting on operations.operation_log (number) where state = 'WAITING';
create index operation_log_subject on operations.operation_log (subject, number);

comment on table operations.operation_log is 'Every admin operation: who requested it, when and why, and its result.';
comment on column operations.operation_log.details is 'What the operation applies to: dead letters, segments or a cause.';
comment on column operations.operation_log.reason is 'The text that the actor wrote, encrypted with a key of the actor: person, key version and ciphertext.';
comment on column operations.operation_log.node is 'The node that completed it.';

grant select, insert on operations.operation_log to ${app};
grant update (state, outcome, node, ended_at) on operations.operation_log to ${app};
grant select on operations.operation_log to ${reader};

create table engine.paused_processor (
    processor    text        primary key,
    operation_id text        not null,
    since        timestamptz not null
);
comment on table engine.paused_processor is 'Processors that are paused on every node.';

-- Every node writes its row once a second.
create table engine.node_status (
    node   text        primary key,
    at     timestamptz not null,
    report jsonb       not null
) with (fillfactor = 50);
comment on table engine.node_status is 'One row per node: its processors, their segments and errors.';

create table operations.dismissed_dead_letter (
    dead_letter_id text        primary key,
    number         bigint      generated always as identity unique,
    operation_id   text        not null references operations.operation_log (operation_id),
    group_name     text        not null,
    sequence       text        not null,
    event_id       text        not null,
    event_name     text        not null,
    stream         text,
    stream_number  bigint,
    cause          text,
    payload        text        not null,
    enqueued_at    text        not null,
    dismissed_at   timestamptz not null
);
create index dismissed_dead_letter_operation on operations.dismissed_dead_letter (operation_id);

comment on table operations.dismissed_dead_letter is 'Events that a projection skips for good. The operation states who dismissed them and why.';

grant select, insert on operations.dismissed_dead_letter to ${app};
grant select on operations.dismissed_dead_letter to ${reader};

-- Two failures have the same cause when they differ in ids, numbers and values only. The failed
-- statement is removed: PostgreSQL's message names the table.
create function operations.without_ids(text) returns text language sql immutable return
    regexp_replace(
        regexp_replace(
            regexp_replace($1, 'SQL \[.*\]; ', ''),
            '[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\m[a-z]{2,6}_[A-Za-z0-9_.-]*[A-Z0-9][A-Za-z0-9_.-]*'
                || '|''[^'']*''|\m\d[\d.,]*',
            '…', 'g'),
        '\([^()]*…[^()]*\)', '(…)', 'g');

create function operations.cause_id(text) returns text language sql immutable return
    left(md5($1), 12);

create view operations.dead_letter as
    with first as (
        select distinct on (processing_group, sequence_identifier)
            processing_group, sequence_identifier, dead_letter_identifier,
            coalesce(cause_type, '') as cause_type,
            operations.without_ids(coalesce(cause_message, '')) as cause
        from engine.dead_letter_entry
        order by processing_group, sequence_identifier, sequence_index)
    select l.dead_letter_identifier as dead_letter_id,
        l.enqueued_at || ' ' || lpad(l.sequence_index::text, 6, '0') || ' '
            || l.dead_letter_identifier as sort_key,
        l.processing_group as group_name,
        l.sequence_identifier as sequence,
        l.sequence_index,
        l.dead_letter_identifier = f.dead_letter_identifier as is_first,
        f.cause_type,
        f.cause,
        operations.cause_id(f.cause_type || ' ' || f.cause) as cause_id,
        l.event_identifier as event_id,
        l.payload_type as event_name,
        l.payload_revision as event_revision,
        l.timestamp as event_at,
        l.aggregate_identifier as stream,
        l.sequence_number as stream_number,
        l.token,
        l.token_type,
        convert_from(l.payload, 'UTF8') as payload,
        convert_from(l.meta_data, 'UTF8') as metadata,
        l.cause_type as own_cause_type,
        l.cause_message as own_cause_message,
        coalesce((convert_from(l.diagnostics, 'UTF8')::jsonb ->> 'attempts')::int, 0) as attempts,
        l.enqueued_at::timestamptz as enqueued_at,
        coalesce(l.last_touched, l.enqueued_at)::timestamptz as touched_at
    from engine.dead_letter_entry l
    join first f using (processing_group, sequence_identifier);
grant select on operations.dead_letter to ${app}, ${reader};

create view operations.dead_letter_cause as
    select group_name || ' ' || cause_id as sort_key, group_name, cause_id, cause_type, cause,
        count(distinct sequence) as sequences,
        count(*) as dead_letters,
        max(attempts) as attempts,
        min(enqueued_at) as first_seen_at,
        max(touched_at) as last_seen_at
    from operations.dead_letter
    group by group_name, cause_id, cause_type, cause;
grant select on operations.dead_letter_cause to ${app}, ${reader};

create view operations.parked_saga as
    select p.saga_id, p.saga_type,
        min(p.id) as first_id,
        count(*) as events,
        (array_agg(p.cause order by p.id))[1] as cause,
        (array_agg(p.attempts order by p.id))[1] as attempts,
        min(p.parked_at) as parked_at,
        (array_agg(p.next_try_at order by p.id))[1] as next_try_at,
        (select convert_from(s.serialized_saga, 'UTF8') from engine.saga_entry s
            where s.saga_id = p.saga_id) as state,
        (select coalesce(jsonb_object_agg(split_part(a, '=', 1), substr(a, strpos(a, '=') + 1)), '{}')
            from engine.saga_entry s, unnest(s.associations) a where s.saga_id = p.saga_id) as associations
    from engine.parked_event p
    group by p.saga_id, p.saga_type;
grant select on operations.parked_saga to ${app}, ${reader};

create view operations.parked_event as
    select id, saga_id, event_id, aggregate_id as stream, sequence_number as stream_number, cause,
        attempts, parked_at, next_try_at
    from engine.parked_event;
grant select on operations.parked_event to ${app}, ${reader};
