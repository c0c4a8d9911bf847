-- Guests: persons without an account, who return by a link and may get an account.
alter table identity.account_request drop constraint account_request_kind_check;
alter table identity.account_request add constraint account_request_kind_check
    check (kind in ('REGISTER', 'RESET_PASSWORD', 'RESEND_VERIFICATION', 'CLAIM'));
comment on column identity.account_request.person_id is 'The person that a registration makes, or the guest who asks for an account.';

alter table identity.one_time_token drop constraint one_time_token_purpose_check;
alter table identity.one_time_token add constraint one_time_token_purpose_check
    check (purpose in ('VERIFY_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL', 'CLAIM', 'GUEST_RETURN'));
alter table identity.one_time_token add column new_name text;
comment on table identity.one_time_token is 'Links in e-mails. Each works once and until it expires; only a guest may return by the same link many times.';
comment on column identity.one_time_token.new_name is 'The name of the account that a guest asked for, encrypted likewise.';

alter table identity.failed_attempt drop constraint failed_attempt_kind_check;
alter table identity.failed_attempt add constraint failed_attempt_kind_check
    check (kind in (
        'PASSWORD', 'MAIL', 'REGISTER', 'RESET_PASSWORD', 'RESEND_VERIFICATION', 'CHANGE_EMAIL', 'GUEST'));
comment on table identity.failed_attempt is 'Wrong passwords, requests for e-mails and new guests of the last day, counted to limit them. An attempt is written before its password is checked and deleted when it is right.';
