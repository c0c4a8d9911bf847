-- Nodes without the owner's login check that the migrations were run. After every migration, because the table is
-- Flyway's own; under a lock, because two nodes may migrate at once.
do $$
begin
    perform pg_advisory_xact_lock(hashtext('packhouse.afterMigrate'));
    if not has_table_privilege('${app}', 'public.flyway_schema_history', 'select') then
        grant select on public.flyway_schema_history to ${app};
    end if;
end $$;
