-- Since when a process is under way. Those that are already count from this migration.
alter table engine.saga_entry
    add column started_at timestamptz not null default clock_timestamp();
comment on column engine.saga_entry.started_at is 'When the process began, by the clock of the database.';
