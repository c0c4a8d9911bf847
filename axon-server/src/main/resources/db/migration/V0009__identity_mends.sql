-- Requests for e-mails are counted for each purpose: one cannot use up what another needs.
alter table identity.failed_attempt drop constraint failed_attempt_kind_check;
alter table identity.failed_attempt add constraint failed_attempt_kind_check check (kind in
    ('PASSWORD', 'MAIL', 'REGISTER', 'RESET_PASSWORD', 'RESEND_VERIFICATION', 'CHANGE_EMAIL'));
comment on column identity.failed_attempt.kind is 'PASSWORD, or what an e-mail was requested for; MAIL in rows of a version before.';

-- A network is personal and is deleted after a time, or with the person. The engine's login can still change no entry:
-- it calls functions of the owner, which clear networks of old entries, and of persons whose erasure is in the log.
alter table identity.authentication_log alter column network drop not null;
create index authentication_log_network on identity.authentication_log (at) where network <> 'engine';
comment on column identity.authentication_log.network is 'IPv4 address or the first 64 bits of an IPv6 address; null once it is deleted.';
comment on table identity.authentication_log is 'Every attempt to sign in and every change of a credential. The engine appends to it and can change nothing, except that networks are deleted.';

create function identity.forget_networks(before timestamptz) returns bigint
    language sql security definer set search_path = '' as $$
    with cleared as (
        update identity.authentication_log set network = null
        where network <> 'engine'
            and at < least(before, (select max(at) from identity.authentication_log) - interval '30 days')
        returning 1)
    select count(*) from cleared
$$;
comment on function identity.forget_networks is 'Clears networks of entries before that time which are at least 30 days older than the last entry.';

create function identity.forget_networks_of(person text) returns bigint
    language sql security definer set search_path = '' as $$
    with cleared as (
        update identity.authentication_log set network = null
        where person_id = person and network <> 'engine'
            and exists (select from identity.authentication_log e
                where e.person_id = person and e.type = 'CREDENTIALS_ERASED')
        returning 1)
    select count(*) from cleared
$$;
comment on function identity.forget_networks_of is 'Clears the networks of a person whose erasure is in the log.';

revoke all on function identity.forget_networks, identity.forget_networks_of from public;
grant execute on function identity.forget_networks, identity.forget_networks_of to ${app};

comment on column identity.account_request.address is 'The e-mail address of a registration, encrypted with a key that all requests share; its person has a key when the address is found to be free.';

-- What erasures destroyed, for the persons who requested them.
create table identity.erasure_certificate (
    person_id      text        not null,
    event_id       text        not null,
    erased_at      timestamptz not null,
    requested_by   text        not null,
    keys_destroyed text[]      not null,
    removed        jsonb       not null,
    position       bigint      not null,
    primary key (person_id, event_id)
);
revoke update, delete on identity.erasure_certificate from ${app};
comment on table identity.erasure_certificate is 'One row for each erasure of a person. The engine appends to it and can change nothing.';
comment on column identity.erasure_certificate.event_id is 'The event that recorded the erasure.';
comment on column identity.erasure_certificate.requested_by is 'The person who requested it.';
comment on column identity.erasure_certificate.keys_destroyed is 'SHA-256 of each destroyed key of the person.';
comment on column identity.erasure_certificate.removed is 'How many records there were, by kind, as in the export of the person, without those that stay, as the authentication log does without networks.';
comment on column identity.erasure_certificate.position is 'Position of the event in the log; -1 when it was not known.';
