-- The optional second factor of a sign-in: an authenticator app, recovery codes, and what limits guessing.
create table identity.second_factor (
    person_id    text        primary key,
    secret       text        not null,
    begun_at     timestamptz not null,
    confirmed_at timestamptz,
    last_step    bigint      not null
);
comment on table identity.second_factor is 'The authenticator app (TOTP) of a person. It counts once a code of it was entered.';
comment on column identity.second_factor.secret is 'What the app and the engine share, encrypted with a key of the person: person, key version and ciphertext.';
comment on column identity.second_factor.begun_at is 'When the person began to add it; without a code it expires an hour later.';
comment on column identity.second_factor.confirmed_at is 'When the first code was entered; null until then.';
comment on column identity.second_factor.last_step is 'The interval of thirty seconds, counted since 1970, of the last accepted code: a code of it or of an earlier one is not accepted again.';

create table identity.recovery_code (
    number    bigint      generated always as identity primary key,
    person_id text        not null,
    code_hash text        not null,
    used_at   timestamptz
);
create index recovery_code_person on identity.recovery_code (person_id);
comment on table identity.recovery_code is 'Codes for a person whose authenticator app is lost. Each works once.';
comment on column identity.recovery_code.code_hash is 'SHA-256 of the person and the code, which has 80 random bits.';

create table identity.sign_in_challenge (
    number     bigint      generated always as identity primary key,
    token_hash text        not null unique,
    person_id  text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    tries      integer     not null,
    used_at    timestamptz
);
create index sign_in_challenge_person on identity.sign_in_challenge (person_id);
create index sign_in_challenge_expiry on identity.sign_in_challenge (expires_at);
comment on table identity.sign_in_challenge is 'Sign-ins with the right password that wait for the code of a second factor: for five minutes, five codes and one session.';
comment on column identity.sign_in_challenge.token_hash is 'SHA-256 of the token that the client sends with the code.';
comment on column identity.sign_in_challenge.tries is 'How many codes were tried.';

create table identity.second_factor_attempt (
    number    bigint      generated always as identity primary key,
    person_id text        not null,
    network   text        not null,
    at        timestamptz not null,
    succeeded boolean     not null
);
create index second_factor_attempt_person on identity.second_factor_attempt (person_id, at);
comment on table identity.second_factor_attempt is 'Codes that were tried, counted to limit guessing: wrong ones of the last day, and right ones of the last ninety days, whose networks are known.';
comment on column identity.second_factor_attempt.succeeded is 'Whether the code was right. An attempt is written before its code is checked.';

create table identity.passkey (
    credential_id   text        primary key,
    person_id       text        not null,
    label           text        not null,
    public_key      bytea       not null,
    attestation     bytea       not null,
    signature_count bigint      not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    transports      text        not null,
    created_at      timestamptz not null,
    last_used_at    timestamptz
);
create index passkey_person on identity.passkey (person_id, created_at);
comment on table identity.passkey is 'Passkeys of persons: their public part. The private one is on a device.';
comment on column identity.passkey.credential_id is 'What the device calls it, in Base64.';
comment on column identity.passkey.label is 'What the person calls it, encrypted with a key of the person.';
comment on column identity.passkey.public_key is 'The public key in COSE.';
comment on column identity.passkey.attestation is 'The attestation object of its registration, without a statement about the device.';
comment on column identity.passkey.signature_count is 'The counter of the device at the last use; one that does not grow is a copy.';
comment on column identity.passkey.backed_up is 'Whether the device reported that it is synchronized with others.';
comment on column identity.passkey.transports is 'How the device is connected, such as internal or usb.';

create table identity.passkey_challenge (
    challenge_hash text        primary key,
    expires_at     timestamptz not null
);
create index passkey_challenge_expiry on identity.passkey_challenge (expires_at);
comment on table identity.passkey_challenge is 'Challenges that a passkey signed, until they expire: each is used once.';
comment on column identity.passkey_challenge.challenge_hash is 'SHA-256 of the challenge.';
