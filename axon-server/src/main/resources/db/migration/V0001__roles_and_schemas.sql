-- The schemas, and which role may do what in them: stated once for every table that later scripts
-- create.
create schema events;
create schema engine;
create schema keys;
create schema read;
create schema analytics;
create schema operations;

grant usage on schema events, engine, keys, read, analytics, operations to ${app};
grant usage on schema events, read, analytics, operations to ${reader};
grant usage on schema analytics to ${analyst};

-- Events are appended and read, never changed.
alter default privileges in schema events grant select, insert on tables to ${app};
alter default privileges in schema events grant usage, select on sequences to ${app};
alter default privileges in schema events grant select on tables to ${reader};

alter default privileges in schema engine grant select, insert, update, delete on tables to ${app};
alter default privileges in schema engine grant usage, select on sequences to ${app};

alter default privileges in schema keys grant select, insert, update, delete on tables to ${app};
alter default privileges in schema keys grant usage, select on sequences to ${app};

alter default privileges in schema read grant select, insert, update, delete on tables to ${app};
alter default privileges in schema read grant usage, select on sequences to ${app};
alter default privileges in schema read grant select on tables to ${reader};

alter default privileges in schema analytics grant select on tables to ${app}, ${reader}, ${analyst};
