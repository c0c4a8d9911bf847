-- What a provider reported wrongly, and which payments a person has to look at.
alter table read.payment
    add column mismatch     text,
    add column review       text,
    add column review_since timestamptz;
create index payment_review on read.payment (payment_id) where review is not null;
create index payment_moving on read.payment (changed_at)
    where status in ('CAPTURING', 'VOIDING', 'REFUNDING') and review_since is null;

comment on column read.payment.mismatch is 'Which other money than was asked for the provider reported.';
comment on column read.payment.review is 'Why a person has to look at the payment; null when nobody has to.';
comment on column read.payment.review_since is 'Since when somebody has to, or had to before staff ended the review.';
