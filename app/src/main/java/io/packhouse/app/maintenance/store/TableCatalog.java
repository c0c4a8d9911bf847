package io.packhouse.app.maintenance.store;

import io.packhouse.app.maintenance.archive.ArchiveManifest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The tables of a store, from PostgreSQL's catalog.
public record TableCatalog(Connection connection) {

    static final String EVENTS = "events.domain_event_entry";
    public static final String KEYS = "keys.";

    // Dates and numbers have the same text form everywhere.
    private static final String ONE_FORM =
            "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';"
                    + " set bytea_output = 'hex'; set extra_float_digits = 1;"
                    + " set client_encoding = 'UTF8'; set lock_timeout = '30s';"
                    + " set statement_timeout = 0; set idle_in_transaction_session_timeout = 0";

    private static final String ALL = """
            select format('%I.%I', s.nspname, t.relname) as name,
                (select string_agg(quote_ident(attname), ',' order by attnum) from pg_attribute
                    where attrelid = t.oid and attnum > 0 and not attisdropped
                        and attgenerated = '') as columns,
                coalesce((select string_agg(quote_ident(a.attname)
                            || case when ty.typcategory = 'S' then ' collate "C"' else '' end,
                            ', ' order by k.place)
                        from pg_index i
                        cross join unnest(i.indkey) with ordinality as k(attnum, place)
                        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
                        join pg_type ty on ty.oid = a.atttypid
                        where i.indrelid = t.oid and i.indisprimary),
                    'entire::text collate "C"') as ordering
            from pg_class t join pg_namespace s on s.oid = t.relnamespace
            where t.relkind = 'r' and s.nspname in
                ('events', 'engine', 'keys', 'read', 'analytics', 'operations', 'identity')
            order by 1
            """;

    private static final String SEQUENCES = """
            select format('%I.%I', s.nspname, t.relname)
            from pg_class t join pg_namespace s on s.oid = t.relnamespace
            where t.relkind = 'S' and s.nspname in
                ('events', 'engine', 'keys', 'read', 'analytics', 'operations', 'identity')
            order by 1
            """;

    public record Table(String name, List<String> columns, String order) {

        String copyOut() {
            return "copy (select %s from %s entire order by %s) to stdout"
                    .formatted(String.join(", ", columns), name, order);
        }

        String copyIn() {
            return "copy %s (%s) from stdin".formatted(name, String.join(", ", columns));
        }
    }

    public static TableCatalog of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(ONE_FORM);
        }
        return new TableCatalog(connection);
    }

    public List<Table> all(Predicate<String> wanted) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            var found = new ArrayList<Table>();
            while (rows.next()) {
                if (wanted.test(rows.getString(1))) {
                    found.add(new Table(
                            rows.getString(1), List.of(rows.getString(2).split(",", -1)), rows.getString(3)));
                }
            }
            return found;
        }
    }

    public List<ArchiveManifest.Sequence> sequences(Predicate<String> wanted) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEQUENCES)) {
            while (rows.next()) {
                if (wanted.test(rows.getString(1))) {
                    names.add(rows.getString(1));
                }
            }
        }
        var found = new ArrayList<ArchiveManifest.Sequence>();
        for (var name : names) {
            found.add(sequence(name));
        }
        return found;
    }

    private ArchiveManifest.Sequence sequence(String name) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select last_value, is_called from " + name)) {
            row.next();
            return new ArchiveManifest.Sequence(name, row.getLong(1), row.getBoolean(2));
        }
    }

    /// Prevents changes of the tables' columns while they are read.
    public void lock(List<Table> tables) throws SQLException {
        var names = String.join(", ", tables.stream().map(Table::name).toList());
        run("lock table " + names + " in access share mode");
    }

    /// The applied migrations, oldest first.
    public List<ArchiveManifest.Step> steps() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select version, checksum from public.flyway_schema_history
                        where success and version is not null
                        order by string_to_array(version, '.')::bigint[]""")) {
            var steps = new ArrayList<ArchiveManifest.Step>();
            while (rows.next()) {
                steps.add(new ArchiveManifest.Step(rows.getString(1), rows.getObject(2, Integer.class)));
            }
            return steps;
        }
    }

    public long number(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    public String text(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
