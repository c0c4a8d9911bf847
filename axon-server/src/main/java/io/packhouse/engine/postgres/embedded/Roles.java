package io.packhouse.engine.postgres.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The database and its four login roles; created when missing, on every start.
record Roles(Connection superuser, GeneratedPasswords passwords) {

    static final String DATABASE = "packhouse";
    static final String OWNER = "packhouse_owner";
    static final String APP = "packhouse_app";
    static final String READER = "packhouse_reader";
    static final String ANALYST = "packhouse_analyst";

    static final List<String> ALL = List.of(OWNER, APP, READER, ANALYST);
    static final List<String> WITH_SUPERUSER = List.of(GeneratedPasswords.SUPERUSER, OWNER, APP, READER, ANALYST);

    void ensure() throws SQLException {
        for (var role : ALL) {
            if (!exists("select 1 from pg_roles where rolname = '%s'", role)) {
                run("create role %s login password '%s'".formatted(role, passwords.of(role)));
            }
        }
        // Set on every start, because a kill may have come between the role and its limits.
        run("alter role " + ANALYST + " set statement_timeout = '30s'");
        run("alter role " + ANALYST + " set default_transaction_read_only = on");
        run("alter role " + ANALYST + " set search_path = analytics");
        run("alter role " + READER + " set default_transaction_read_only = on");
        if (!exists("select 1 from pg_database where datname = '%s'", DATABASE)) {
            run("create database " + DATABASE + " owner " + OWNER);
        }
        run("revoke all on database " + DATABASE + " from public");
        run("grant connect on database " + DATABASE + " to " + String.join(", ", ALL));
        run("grant temporary on database " + DATABASE + " to " + APP); // See DiskSpace.
    }

    /// Only the superuser may create the extension. The view is for operators: the text of a statement may contain
    /// data.
    static void ensureStatementStatistics(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements with schema public");
            statement.execute("revoke all on pg_stat_statements, pg_stat_statements_info from public");
        }
    }

    private boolean exists(String sql, String name) throws SQLException {
        try (var statement = superuser.createStatement();
                var answer = statement.executeQuery(sql.formatted(name))) {
            return answer.next();
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
