-- How persons prove who they are: passwords, one-time links, sessions, and the log of both. Account facts are events;
-- these are not. The reader and the analyst have no access.
create schema identity;
grant usage on schema identity to ${app};
alter default privileges in schema identity grant select, insert, update, delete on tables to ${app};
alter default privileges in schema identity grant usage, select on sequences to ${app};

create table identity.credential (
    person_id           text        primary key,
    address_hash        text        not null unique,
    address             text        not null,
    name                text,
    role                text,
    verified            boolean     not null,
    password_hash       text,
    administrator       boolean     not null,
    created_by          text        not null,
    created_at          timestamptz not null,
    registered_at       timestamptz,
    password_changed_at timestamptz
);
create index credential_unregistered on identity.credential (created_at) where registered_at is null;
comment on table identity.credential is 'How a person with an account signs in. Written before the account is registered, deleted when the person is erased.';
comment on column identity.credential.address_hash is 'HMAC-SHA-256 of the normalized e-mail address under a key of the installation.';
comment on column identity.credential.address is 'The e-mail address, encrypted with a key of the person: person, key version and ciphertext.';
comment on column identity.credential.name is 'The name, encrypted likewise; only until the account is registered.';
comment on column identity.credential.role is 'The first role; only until the account is registered.';
comment on column identity.credential.verified is 'Whether the person showed to read the mail of the address.';
comment on column identity.credential.password_hash is 'With the name of its algorithm; null until a password is set.';
comment on column identity.credential.administrator is 'Whether the account has the role ADMIN; an installation without such an account asks for one when it starts.';
comment on column identity.credential.created_by is 'Who made the account: a person, or anonymous for a registration.';
comment on column identity.credential.registered_at is 'Null while the command that registers the account is not known to be executed; a periodic task repeats it.';

create table identity.one_time_token (
    number           bigint      generated always as identity primary key,
    token_hash       text        not null unique,
    person_id        text        not null,
    purpose          text        not null check (purpose in ('VERIFY_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL')),
    password_hash    text,
    new_address      text,
    new_address_hash text,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    used_at          timestamptz
);
create index one_time_token_person on identity.one_time_token (person_id);
create index one_time_token_expiry on identity.one_time_token (expires_at);
comment on table identity.one_time_token is 'Links in e-mails. Each works once and until it expires.';
comment on column identity.one_time_token.token_hash is 'SHA-256 of the token in the link.';
comment on column identity.one_time_token.password_hash is 'The password of the registration that sent this link; it counts when the link is used.';
comment on column identity.one_time_token.new_address is 'The new e-mail address, encrypted with a key of the person.';
comment on column identity.one_time_token.new_address_hash is 'Its keyed hash, as in credential.';

create table identity.account_request (
    number        bigint      generated always as identity primary key,
    kind          text        not null check (kind in ('REGISTER', 'RESET_PASSWORD', 'RESEND_VERIFICATION')),
    address_hash  text        not null,
    person_id     text,
    address       text,
    name          text,
    password_hash text,
    created_at    timestamptz not null,
    next_try_at   timestamptz not null
);
comment on table identity.account_request is 'Anonymous requests about an address. The answer is sent before the row is handled, so that it cannot depend on whether there is an account.';
comment on column identity.account_request.person_id is 'The person that a registration makes.';
comment on column identity.account_request.address is 'The e-mail address of a registration, encrypted with a key of its person.';
comment on column identity.account_request.name is 'The name, encrypted likewise.';

create table identity.sign_in_session (
    number       bigint      generated always as identity primary key,
    session_id   text        not null unique,
    person_id    text        not null,
    browser      boolean     not null,
    network      text        not null,
    agent        text        not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text
);
create index sign_in_session_person on identity.sign_in_session (person_id) where ended_at is null;
create index sign_in_session_expiry on identity.sign_in_session (expires_at);
comment on table identity.sign_in_session is 'Sessions: the family of refresh tokens since one sign-in. Access tokens name theirs in the claim sid.';
comment on column identity.sign_in_session.browser is 'Whether the access token is in a cookie of a browser.';
comment on column identity.sign_in_session.network is 'IPv4 address, or the first 64 bits of an IPv6 address, of the sign-in.';
comment on column identity.sign_in_session.agent is 'Family of the program, such as Firefox or curl.';

create table identity.refresh_token (
    number       bigint      generated always as identity primary key,
    token_hash   text        not null unique,
    session_id   text        not null,
    issued_at    timestamptz not null,
    used_at      timestamptz,
    used_network text
);
create index refresh_token_session on identity.refresh_token (session_id);
comment on table identity.refresh_token is 'Refresh tokens, each of which is exchanged once. Used ones are kept to detect their reuse.';
comment on column identity.refresh_token.token_hash is 'SHA-256 of the token.';

create table identity.failed_attempt (
    number       bigint      generated always as identity primary key,
    kind         text        not null check (kind in ('PASSWORD', 'MAIL')),
    address_hash text        not null,
    network      text        not null,
    at           timestamptz not null
);
create index failed_attempt_address on identity.failed_attempt (address_hash, at);
create index failed_attempt_network on identity.failed_attempt (network, at);
comment on table identity.failed_attempt is 'Wrong passwords and requests for e-mails of the last day, counted to limit them. An attempt is written before its password is checked and deleted when it is right.';

create table identity.known_network (
    address_hash text        not null,
    network      text        not null,
    seen_at      timestamptz not null,
    primary key (address_hash, network)
);
comment on table identity.known_network is 'Where the owner of an address signed in or reset the password: attempts of strangers do not lock the owner out there.';

create table identity.authentication_log (
    number       bigint      generated always as identity primary key,
    at           timestamptz not null,
    type         text        not null,
    person_id    text,
    address_hash text,
    session_id   text,
    network      text        not null,
    agent        text        not null,
    detail       text
);
create index authentication_log_person on identity.authentication_log (person_id, number);
revoke update, delete on identity.authentication_log from ${app};
comment on table identity.authentication_log is 'Every attempt to sign in and every change of a credential. The engine appends to it and can change nothing.';
comment on column identity.authentication_log.address_hash is 'The keyed hash of the e-mail address, where no person is known.';
comment on column identity.authentication_log.detail is 'Why an attempt failed, or why sessions ended.';
