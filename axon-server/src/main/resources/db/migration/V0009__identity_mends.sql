-- Requests for e-mails are counted for each purpose: one cannot use up what another needs.
alter table identity.failed_attempt drop constraint failed_attempt_kind_check;
alter table identity.failed_attempt add constraint failed_attempt_kind_check check (kind in
    ('PASSWORD', 'MAIL', 'REGISTER', 'RESET_PASSWORD', 'RESEND_VERIFICATION', 'CHANGE_EMAIL'));
comment on column identity.failed_attempt.kind is 'PASSWORD, or what an e-mail was requested for; MAIL in rows of a version before.';
