-- Accounts as staff read them. Filled by AccountProjection from the event store; disposable.
create table read.account (
    person         text        primary key,
    email          text,
    name           text,
    roles          text[]      not null,
    status         text        not null,
    email_verified boolean     not null,
    registered_at  timestamptz not null,
    position       bigint      not null,
    changed_at     timestamptz not null
);
create index account_role on read.account using gin (roles);

comment on table read.account is 'One row per account; persons without one, guests, have none.';
comment on column read.account.email is 'The e-mail address, encrypted with a key of the person; null once the person is erased.';
comment on column read.account.name is 'The name, encrypted with a key of the person; null once the person is erased.';
comment on column read.account.roles is 'Names of the roles, in the order of their declaration.';
comment on column read.account.status is 'ACTIVE, DEACTIVATED or ERASED.';
comment on column read.account.position is 'Position of the last event in this row.';
