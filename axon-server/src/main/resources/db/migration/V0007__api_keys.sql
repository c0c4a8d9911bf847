-- Keys of programs that work for a person. The key itself is not stored: it is shown once.
create table engine.api_key (
    key_id         text        primary key,
    owner          text        not null,
    prefix         text        not null unique,
    name           text        not null,
    scopes         text[]      not null check (cardinality(scopes) > 0),
    hash           bytea       not null unique,
    previous_hash  bytea       unique,
    previous_until timestamptz,
    created_at     timestamptz not null,
    expires_at     timestamptz,
    last_used_at   timestamptz,
    revoked_at     timestamptz,
    revoked_by     text
);
create index api_key_owner on engine.api_key (owner, key_id);
comment on table engine.api_key is 'Keys of programs that work for a person, without the keys themselves.';
comment on column engine.api_key.key_id is 'Id of the key, which it keeps when it is rolled.';
comment on column engine.api_key.owner is 'The person the program works for.';
comment on column engine.api_key.prefix is 'How the key begins, so that people recognize it.';
comment on column engine.api_key.name is 'What the owner calls it, encrypted with the owner''s key.';
comment on column engine.api_key.scopes is 'What the program may do: some of the scopes of its creator.';
comment on column engine.api_key.hash is 'SHA-256 of the key.';
comment on column engine.api_key.previous_hash is 'SHA-256 of the key before it was rolled.';
comment on column engine.api_key.previous_until is 'Until when the key before is valid too.';
comment on column engine.api_key.created_at is 'When it was created.';
comment on column engine.api_key.expires_at is 'From when on it is not valid any more; null for never.';
comment on column engine.api_key.last_used_at is 'When it was last used, to the minute.';
comment on column engine.api_key.revoked_at is 'When it was revoked; null while it is valid.';
comment on column engine.api_key.revoked_by is 'Who revoked it: the owner or an administrator.';
