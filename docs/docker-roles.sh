#!/bin/sh
# The roles of an external PostgreSQL, before the engine migrates it.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<SQL
create role packhouse_app login password '${PACKHOUSE_APP_PASSWORD:-change-me}';
SQL
