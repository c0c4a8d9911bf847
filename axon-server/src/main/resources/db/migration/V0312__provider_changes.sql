-- Which of the provider's events about refunds and disputes have been followed. The latest says from
-- when on the provider is asked; what is much older is dropped.
create table engine.provider_change (
    event_id text        primary key,
    at       timestamptz not null
);
comment on table engine.provider_change is 'Events of the payment provider that were followed, as far as it may list them again.';
comment on column engine.provider_change.at is 'When it happened, by the provider''s clock.';
