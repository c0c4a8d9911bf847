-- Guests are listed apart from accounts, and those without an order are erased.
create index account_holder on read.account (person) where status <> 'GUEST';
create index account_guest on read.account (registered_at) where status = 'GUEST';

comment on table read.account is 'One row per account or guest; persons of another issuer have none.';
comment on column read.account.status is 'ACTIVE, DEACTIVATED, ERASED, or GUEST for a person without an account.';
comment on column read.account.registered_at is 'When the account was registered; of a guest, when the person became one.';
