-- E-mails to persons: kept here until the mail server has accepted them.
create table engine.mail (
    number          bigint      generated always as identity primary key,
    person_id       text        not null,
    cause           text        not null,
    channel         text        not null default 'EMAIL' check (channel = 'EMAIL'),
    template        text        not null,
    address         text        not null,
    content         text,
    status          text        not null check (status in ('PENDING', 'SENT', 'FAILED', 'DROPPED', 'CAUGHT')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    error           text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    unique (person_id, cause, channel)
);
create index mail_due on engine.mail (next_attempt_at) where status = 'PENDING';
create index mail_ended on engine.mail (ended_at) where ended_at is not null;

comment on table engine.mail is 'One row per e-mail: a person gets one for each cause. Deleted 90 days after it ended.';
comment on column engine.mail.number is 'The order in which e-mails were added.';
comment on column engine.mail.person_id is 'Who gets it.';
comment on column engine.mail.cause is 'What it is about, for example order-confirmed/ord_….';
comment on column engine.mail.channel is 'How it is delivered.';
comment on column engine.mail.template is 'The name of its texts.';
comment on column engine.mail.address is 'Where it is sent, encrypted with a key of the person: person, key version and ciphertext.';
comment on column engine.mail.content is 'The variables of the template, encrypted with a key of the person; null once it ended, except in the demo.';
comment on column engine.mail.status is 'PENDING, SENT, FAILED (not sent after all attempts), DROPPED (the person was erased), CAUGHT (shown by the demo, and not sent).';
comment on column engine.mail.attempts is 'How often it was tried.';
comment on column engine.mail.next_attempt_at is 'When it is tried next; during an attempt, when another node may try.';
comment on column engine.mail.error is 'Why the last attempt failed, without personal values.';
comment on column engine.mail.created_at is 'When it was added.';
comment on column engine.mail.ended_at is 'When it was sent or given up.';

-- For operators: without the content, which contains links that sign a person in.
create view operations.mail as
    select number, person_id, cause, template, address, status, attempts,
        case when status = 'PENDING' then next_attempt_at end as next_attempt_at,
        error, created_at, ended_at
    from engine.mail;
grant select on operations.mail to ${app}, ${reader};
