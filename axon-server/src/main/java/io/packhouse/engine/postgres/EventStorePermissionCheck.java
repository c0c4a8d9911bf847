package io.packhouse.engine.postgres;

import io.packhouse.engine.startup.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;

/// Verifies at startup that recorded events cannot be changed. It protects against our own
/// mistakes, not against the owner of the machine.
public final class EventStorePermissionCheck implements InitializingBean {

    static final String EVENTS = "events.domain_event_entry";

    private static final int OLDEST_SERVER = 140_000;
    private static final String NOT_PERMITTED = "42501";

    private final DataSource app;

    public EventStorePermissionCheck(DataSource app) {
        this.app = app;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        try (var connection = app.getConnection()) {
            requireVersion(Integer.parseInt(setting(connection, "server_version_num")));
            requireDurability(connection, "fsync", List.of("on"));
            requireDurability(connection, "synchronous_commit", List.of("on", "remote_apply"));
            connection.setAutoCommit(false);
            try {
                requireAppendOnly(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void requireVersion(int version) {
        if (version < OLDEST_SERVER) {
            throw unsafe(
                    "PostgreSQL %s is too old for the event store.".formatted(version / 10_000),
                    "Use PostgreSQL 14 or newer.");
        }
    }

    private static void requireDurability(Connection connection, String name, List<String> safe) throws SQLException {
        var value = setting(connection, name);
        if (!safe.contains(value)) {
            throw unsafe(
                    "PostgreSQL could lose committed events, because %s is %s.".formatted(name, value),
                    "Set %s to on for this database and its roles.".formatted(name));
        }
    }

    private static void requireAppendOnly(Connection connection) throws SQLException {
        var column = anyColumn(connection);
        var update = "update %s set %s = %s where false".formatted(EVENTS, column, column);
        refuses(connection, "UPDATE", update);
        refuses(connection, "DELETE", "delete from " + EVENTS + " where false");
        refuses(connection, "TRUNCATE", "truncate " + EVENTS);
    }

    private static void refuses(Connection connection, String verb, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5s'");
            statement.execute(sql);
        } catch (SQLException e) {
            if (NOT_PERMITTED.equals(e.getSQLState())) {
                return;
            }
            throw e;
        } finally {
            connection.rollback();
        }
        throw unsafe(
                "The app's login is allowed to %s recorded events.".formatted(verb),
                "Give migrations a login of their own (SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD)"
                        + " and let the app's login neither own %s nor be a superuser.".formatted(EVENTS));
    }

    private static String anyColumn(Connection connection) throws SQLException {
        var sql = """
                select quote_ident(attname) from pg_attribute
                where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
                and attidentity <> 'a' and attgenerated = '' order by attnum limit 1""";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, EVENTS);
            var answer = statement.executeQuery();
            if (answer.next()) {
                return answer.getString(1);
            }
        }
        throw unsafe("The table %s is missing.".formatted(EVENTS), "Run the migrations against this database.");
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("show " + name)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static StartupException unsafe(String sentence, String advice) {
        return new StartupException(StartupException.Reason.UNSAFE_DATABASE, sentence, advice);
    }
}
