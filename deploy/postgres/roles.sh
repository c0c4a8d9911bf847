#!/bin/sh
# Creates the logins besides the owner's, before the engine migrates. For the embedded PostgreSQL the engine does it.
# The image runs this once, when its volume is empty.
set -eu
password() { cat "/run/secrets/$1"; }
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v app="$(password spring_datasource_password)" \
    -v reader="$(password packhouse_reader_password)" \
    -v analyst="$(password packhouse_analyst_password)" <<'SQL'
create role packhouse_app login password :'app';
create role packhouse_reader login password :'reader';
create role packhouse_analyst login password :'analyst';
alter role packhouse_reader set default_transaction_read_only = on;
alter role packhouse_analyst set default_transaction_read_only = on;
alter role packhouse_analyst set statement_timeout = '30s';
alter role packhouse_analyst set search_path = analytics;
revoke all on database packhouse from public;
grant connect on database packhouse to packhouse_app, packhouse_reader, packhouse_analyst;
grant temporary on database packhouse to packhouse_app;
SQL
