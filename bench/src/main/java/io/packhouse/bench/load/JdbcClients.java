package io.packhouse.bench.load;

import io.packhouse.engine.postgres.DatabaseLogin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Clients of a database without any framework: a connection and prepared statements each, one transaction for each
/// operation.
public final class JdbcClients implements AutoCloseable {

    private static final int WARM_UP_SECONDS = 1;

    /// One client's operation with its statements.
    public interface Work {

        void execute(List<PreparedStatement> statements, int number) throws SQLException;
    }

    private final List<Connection> connections = new ArrayList<>();

    private JdbcClients() {}

    /// How many operations a second so many clients make, after a short warm-up.
    public static double perSecond(
            ClosedLoop loop, DatabaseLogin login, int clients, int seconds, List<String> sql, Work work)
            throws Exception {
        try (var all = new JdbcClients()) {
            loop.run("Warm-up of plain JDBC", clients, WARM_UP_SECONDS, () -> all.client(login, sql, work));
            return loop.run("Plain JDBC", clients, seconds, () -> all.client(login, sql, work))
                    .perSecond();
        }
    }

    private ClosedLoop.Operation client(DatabaseLogin login, List<String> sql, Work work) throws SQLException {
        var connection = login.connect();
        connections.add(connection);
        connection.setAutoCommit(sql.size() == 1);
        var statements = new ArrayList<PreparedStatement>();
        for (var one : sql) {
            statements.add(connection.prepareStatement(one));
        }
        return number -> {
            work.execute(statements, number);
            if (statements.size() > 1) {
                connection.commit();
            }
        };
    }

    /// Exactly one row must change.
    static void update(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        if (statement.executeUpdate() != 1) {
            throw new SQLException("Not one row: " + statement);
        }
    }

    /// Reads all values of all rows.
    static void read(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        try (var rows = statement.executeQuery()) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (var column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
