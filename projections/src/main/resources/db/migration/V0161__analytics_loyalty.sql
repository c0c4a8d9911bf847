-- Points for people who write SQL. An account's person is a pseudonym as everywhere in this schema;
-- what staff wrote about somebody (the reason of an adjustment, the occasion of an action, and the
-- name of a lot, which holds the occasion) stays out.
create view analytics.loyalty_accounts as
select account_id, person as person_id, tier, points, held, owed, earned, spent, expired, reversed,
       deducted, joined_at, changed_at, position as as_of_position
from read.loyalty_account;

comment on view analytics.loyalty_accounts is 'One row per member of the loyalty programme, as the account stands now, in whole points: earned = spent + expired + reversed + deducted + held + points.';
comment on column analytics.loyalty_accounts.account_id is 'The account (loy_…); a person has one.';
comment on column analytics.loyalty_accounts.person_id is 'Whose points they are, under a pseudonym (orders.person_id; in customers only once an order is confirmed).';
comment on column analytics.loyalty_accounts.tier is 'GREEN, SILVER, GOLD or PLATINUM.';
comment on column analytics.loyalty_accounts.points is 'Free points: neither held nor gone. Those still pending are among them; from when on they can be spent is in loyalty_lots.';
comment on column analytics.loyalty_accounts.held is 'Points reserved for rewards that are not yet claimed.';
comment on column analytics.loyalty_accounts.owed is 'Points reversed after they had been spent; the next ones earned pay them. 0 whenever points are free.';
comment on column analytics.loyalty_accounts.earned is 'All points that ever came in, bonuses and those given by hand included.';
comment on column analytics.loyalty_accounts.spent is 'Of them: spent on rewards.';
comment on column analytics.loyalty_accounts.expired is 'Of them: gone because their time was over.';
comment on column analytics.loyalty_accounts.reversed is 'Of them: taken back after refunds, without what is still owed.';
comment on column analytics.loyalty_accounts.deducted is 'Of them: taken by hand.';
comment on column analytics.loyalty_accounts.joined_at is 'When the account''s first event happened.';
comment on column analytics.loyalty_accounts.changed_at is 'When it last changed.';
comment on column analytics.loyalty_accounts.as_of_position is 'The last event the row knows of.';

create view analytics.loyalty_entries as
select position, account_id, person as person_id, kind, points, balance,
       case when starts_with(reference, 'ord_') then reference end as order_id,
       case when starts_with(reference, 'rdm_') then reference end as redemption_id,
       case when starts_with(reference, 'adj_') then reference end as adjustment_id,
       case when kind = 'EARNED_ACTION' then split_part(reference, '.', 1) end as action,
       case when kind in ('TIER', 'BONUS_REVERSED') then reference end as tier,
       at
from read.loyalty_transaction;

comment on view analytics.loyalty_entries is 'One row per event of a loyalty account, in order of position. The points of an account''s rows add up to what it has free less what it owes.';
comment on column analytics.loyalty_entries.position is 'Where in the log the event stands.';
comment on column analytics.loyalty_entries.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_entries.person_id is 'Whose points they are, under a pseudonym (orders.person_id).';
comment on column analytics.loyalty_entries.kind is 'EARNED_PURCHASE, EARNED_ACTION, EARNED_BONUS, EARNED_ADJUSTMENT, RELEASED (free points rise); REVERSED, BONUS_REVERSED, RESERVED, EXPIRED, DEDUCTED (they fall); REDEEMED (held points were spent), RECOVERED (free points paid a debt), NOTHING_EARNED, SPENDING_REFUSED, TIER (the balance stays).';
comment on column analytics.loyalty_entries.points is 'By how many points free points less debt changed, signed; 0 where the balance stays.';
comment on column analytics.loyalty_entries.balance is 'Free points less what is owed, afterwards; negative is a debt.';
comment on column analytics.loyalty_entries.order_id is 'The order (orders.order_id) that was paid or refunded, or whose points brought a bonus; null for others.';
comment on column analytics.loyalty_entries.redemption_id is 'The redemption (loyalty_redemptions.redemption_id), for RESERVED, REDEEMED, RELEASED and SPENDING_REFUSED.';
comment on column analytics.loyalty_entries.adjustment_id is 'The adjustment by hand (adj_…), for EARNED_ADJUSTMENT and DEDUCTED. Why is not in this schema.';
comment on column analytics.loyalty_entries.action is 'What was rewarded, for EARNED_ACTION, such as REFERRAL.';
comment on column analytics.loyalty_entries.tier is 'For TIER the new tier; for BONUS_REVERSED the tier whose bonus went back.';
comment on column analytics.loyalty_entries.at is 'When it happened.';

create view analytics.loyalty_lots as
select l.account_id, a.person as person_id, l.source,
       case when starts_with(l.reference, 'ord_') then l.reference end as order_id,
       case when l.source = 'ACTION' then split_part(l.reference, '.', 1) end as action,
       l.points, l.left_points, l.held, l.earned_at, l.available_at, l.expires_at,
       l.position as as_of_position
from read.loyalty_lot l
join read.loyalty_account a using (account_id);

comment on view analytics.loyalty_lots is 'One row per lot: points that came together and expire together.';
comment on column analytics.loyalty_lots.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_lots.person_id is 'Whose points they are, under a pseudonym (orders.person_id).';
comment on column analytics.loyalty_lots.source is 'PURCHASE, ACTION, BONUS or ADJUSTMENT.';
comment on column analytics.loyalty_lots.order_id is 'The order (orders.order_id) that earned them or brought the bonus; null for others.';
comment on column analytics.loyalty_lots.action is 'What was rewarded, for ACTION, such as REFERRAL.';
comment on column analytics.loyalty_lots.points is 'How many points came.';
comment on column analytics.loyalty_lots.left_points is 'How many of them are still free.';
comment on column analytics.loyalty_lots.held is 'How many of them are reserved for rewards.';
comment on column analytics.loyalty_lots.earned_at is 'When they were earned.';
comment on column analytics.loyalty_lots.available_at is 'From when on they can be spent; before, they are pending.';
comment on column analytics.loyalty_lots.expires_at is 'When what is left of them expires.';
comment on column analytics.loyalty_lots.as_of_position is 'The last event the row knows of.';

create view analytics.loyalty_redemptions as
select redemption_id, account_id, person as person_id, reward_id, reward_version, points, status,
       reason, requested_at, changed_at, position as as_of_position
from read.loyalty_redemption;

comment on view analytics.loyalty_redemptions is 'One row per reward that a member asked for and had the points for.';
comment on column analytics.loyalty_redemptions.redemption_id is 'The redemption (rdm_…).';
comment on column analytics.loyalty_redemptions.account_id is 'The account (loyalty_accounts.account_id).';
comment on column analytics.loyalty_redemptions.person_id is 'Who asked, under a pseudonym (orders.person_id).';
comment on column analytics.loyalty_redemptions.reward_id is 'The reward (loyalty_rewards.reward_id).';
comment on column analytics.loyalty_redemptions.reward_version is 'The version of the reward that was asked for.';
comment on column analytics.loyalty_redemptions.points is 'What it costs, in points.';
comment on column analytics.loyalty_redemptions.status is 'RESERVED (points are held), REDEEMED (they were spent) or RELEASED (they came free again).';
comment on column analytics.loyalty_redemptions.reason is 'Why the points came free again, such as REWARD_EXHAUSTED.';
comment on column analytics.loyalty_redemptions.requested_at is 'When the points were held.';
comment on column analytics.loyalty_redemptions.changed_at is 'When it last changed.';
comment on column analytics.loyalty_redemptions.as_of_position is 'The last event the row knows of.';

create view analytics.loyalty_rewards as
select reward_id, version, name, description, points, from_tier, most, claimed, retired,
       changed_at, position as as_of_position
from read.loyalty_reward;

comment on view analytics.loyalty_rewards is 'One row per reward in its newest version: what points can be spent on.';
comment on column analytics.loyalty_rewards.reward_id is 'The reward (rwd_…).';
comment on column analytics.loyalty_rewards.version is 'Its newest version.';
comment on column analytics.loyalty_rewards.name is 'What it is called.';
comment on column analytics.loyalty_rewards.description is 'What members read about it.';
comment on column analytics.loyalty_rewards.points is 'What it costs now, in points.';
comment on column analytics.loyalty_rewards.from_tier is 'The lowest tier that may have it: GREEN, SILVER, GOLD or PLATINUM.';
comment on column analytics.loyalty_rewards.most is 'How many there are in all; null for no end.';
comment on column analytics.loyalty_rewards.claimed is 'How many are somebody''s already.';
comment on column analytics.loyalty_rewards.retired is 'Whether nobody can have it any more.';
comment on column analytics.loyalty_rewards.changed_at is 'When it last changed.';
comment on column analytics.loyalty_rewards.as_of_position is 'The last event the row knows of.';
