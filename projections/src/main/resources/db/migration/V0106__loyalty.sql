-- Points as members and staff read them. Filled by PointsProjection and RewardProjection from the
-- event store; disposable.
create table read.loyalty_account (
    account_id text        primary key,
    person     text        not null,
    tier       text        not null,
    points     bigint      not null,
    reserved   bigint      not null,
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

comment on table read.loyalty_account is 'One row per member: earned = spent + expired + reversed + deducted + reserved + points.';
comment on column read.loyalty_account.points is 'Free points, including pending ones; loyalty_lot states which are pending.';
comment on column read.loyalty_account.reserved is 'Points reserved for redemptions.';
comment on column read.loyalty_account.owed is 'Points reversed after they were spent; the next earned points settle them.';

create table read.loyalty_lot (
    account_id   text        not null,
    lot_id       text        not null,
    source       text        not null,
    reference    text        not null,
    points       bigint      not null,
    available_points  bigint      not null,
    reserved     bigint      not null,
    earned_at    timestamptz not null,
    available_at timestamptz not null,
    expires_at   timestamptz not null,
    position     bigint      not null,
    primary key (account_id, lot_id)
);
create index loyalty_lot_live on read.loyalty_lot (expires_at) where available_points + reserved > 0;

comment on table read.loyalty_lot is 'One row per lot: points that were earned together and expire together.';
comment on column read.loyalty_lot.source is 'PURCHASE, ACTION, BONUS or ADJUSTMENT.';
comment on column read.loyalty_lot.reference is 'The order, the action or the adjustment.';
comment on column read.loyalty_lot.available_at is 'When the points can be spent; until then they are pending.';

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

comment on table read.loyalty_transaction is 'One row per event of an account, in order of position.';
comment on column read.loyalty_transaction.points is 'Signed change of the free points less the owed points.';
comment on column read.loyalty_transaction.balance is 'Free points less owed points after the event; negative for a debt.';
comment on column read.loyalty_transaction.reason is 'The reason as derived from the event; typed text is in note.';
comment on column read.loyalty_transaction.note is 'The text that staff wrote, encrypted with a key of the member.';

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

comment on table read.loyalty_redemption is 'One row per redemption of a reward.';
comment on column read.loyalty_redemption.status is 'RESERVED, REDEEMED or RELEASED.';
comment on column read.loyalty_redemption.reason is 'Why the points were released.';

create table read.loyalty_reward (
    reward_id      text        primary key,
    version        integer     not null,
    name           text        not null,
    description    text        not null,
    points         bigint      not null,
    from_tier      text        not null,
    max_claims     integer,
    claimed        integer     not null,
    retired        boolean     not null,
    position       bigint      not null,
    stream_version bigint      not null default -1,
    changed_at     timestamptz not null
);
comment on table read.loyalty_reward is 'One row per reward in its latest version.';
comment on column read.loyalty_reward.from_tier is 'The lowest tier that can redeem it.';
comment on column read.loyalty_reward.max_claims is 'How many can be claimed in all; null for no limit.';
comment on column read.loyalty_reward.stream_version is 'Sequence number of the reward''s last event.';
