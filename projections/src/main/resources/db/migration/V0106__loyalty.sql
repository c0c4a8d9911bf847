-- Points as members and staff read them. Filled by PointsProjection and RewardProjection from the
-- event store; disposable.
create table read.loyalty_account (
    account_id text        primary key,
    person     text        not null,
    tier       text        not null,
    points     bigint      not null,
    held       bigint      not null,
    owed       bigint      not null,
    earned     bigint      not null,
    spent      bigint      not null,
    expired    bigint      not null,
    reversed   bigint      not null,
    deducted   bigint      not null,
    joined_at  timestamptz not null,
    position   bigint      not null,
    changed_at timestamptz not null
);
create index loyalty_account_tier on read.loyalty_account (tier);

comment on table read.loyalty_account is 'One row per member: earned = spent + expired + reversed + deducted + held + points.';
comment on column read.loyalty_account.points is 'Free points, pending ones included; which those are is in loyalty_lot.';
comment on column read.loyalty_account.held is 'Points reserved for rewards.';
comment on column read.loyalty_account.owed is 'Points reversed after they had been spent; the next points earned pay them.';

create table read.loyalty_lot (
    account_id   text        not null,
    lot_id       text        not null,
    source       text        not null,
    reference    text        not null,
    points       bigint      not null,
    left_points  bigint      not null,
    held         bigint      not null,
    earned_at    timestamptz not null,
    available_at timestamptz not null,
    expires_at   timestamptz not null,
    position     bigint      not null,
    primary key (account_id, lot_id)
);
create index loyalty_lot_live on read.loyalty_lot (expires_at) where left_points + held > 0;

comment on table read.loyalty_lot is 'Points that came together and expire together.';
comment on column read.loyalty_lot.source is 'PURCHASE, ACTION, BONUS or ADJUSTMENT.';
comment on column read.loyalty_lot.reference is 'The order, the occasion or the adjustment.';
comment on column read.loyalty_lot.available_at is 'From when on they can be spent; before, they are pending.';

create table read.loyalty_transaction (
    position   bigint      primary key,
    account_id text        not null,
    person     text        not null,
    kind       text        not null,
    points     bigint      not null,
    balance    bigint      not null,
    reference  text,
    reason     text,
    note       text,
    actor      text,
    at         timestamptz not null
);
create index loyalty_transaction_person on read.loyalty_transaction (person, position);

comment on table read.loyalty_transaction is 'The ledger: one row per event of an account, in order of position.';
comment on column read.loyalty_transaction.points is 'By how much free points and debt changed together, signed.';
comment on column read.loyalty_transaction.balance is 'Free points less what is owed, afterwards; negative is a debt.';
comment on column read.loyalty_transaction.reason is 'Why, as far as it follows from the event.';
comment on column read.loyalty_transaction.note is 'What staff wrote about it, sealed under the person.';

create table read.loyalty_redemption (
    redemption_id  text        primary key,
    account_id     text        not null,
    person         text        not null,
    reward_id      text        not null,
    reward_version integer     not null,
    points         bigint      not null,
    status         text        not null,
    reason         text,
    requested_at   timestamptz not null,
    position       bigint      not null,
    changed_at     timestamptz not null
);
create index loyalty_redemption_person on read.loyalty_redemption (person, redemption_id);

comment on table read.loyalty_redemption is 'Rewards somebody asked for.';
comment on column read.loyalty_redemption.status is 'RESERVED, REDEEMED or RELEASED.';
comment on column read.loyalty_redemption.reason is 'Why the points came free again.';

create table read.loyalty_reward (
    reward_id      text        primary key,
    version        integer     not null,
    name           text        not null,
    description    text        not null,
    points         bigint      not null,
    from_tier      text        not null,
    most           integer,
    claimed        integer     not null,
    retired        boolean     not null,
    position       bigint      not null,
    stream_version bigint      not null default -1,
    changed_at     timestamptz not null
);
comment on table read.loyalty_reward is 'What points can be spent on.';
comment on column read.loyalty_reward.from_tier is 'The lowest tier that may have it.';
comment on column read.loyalty_reward.most is 'How many there are; null for no end.';
comment on column read.loyalty_reward.stream_version is 'Sequence number of the reward''s last event.';
