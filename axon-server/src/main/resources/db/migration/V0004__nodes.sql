-- The processes that work on this database. Who has been silent for six seconds is taken for dead.
create table engine.node (
    name       text        primary key,
    role       text        not null,
    processors text[]      not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);
