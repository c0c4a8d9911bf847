package io.packhouse.bench.load;

import io.packhouse.bench.engine.MeasuredEngine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Limit A: the fewest rows that record a purchase of two lines, written by plain JDBC in eight statements and one
/// commit, on the same PostgreSQL in a database of its own, which is dropped afterwards.
public final class WriteLimit implements AutoCloseable {

    private static final String DATABASE = "packhouse_bench";
    private static final int SKUS = 1_000;

    private static final String TABLES = """
            create table stock (sku int primary key, on_hand int not null, reserved int not null);
            insert into stock select n, 1000000000, 0 from generate_series(0, 999) n;
            create table purchase (id uuid primary key, buyer int not null, status text not null,
                total bigint not null);
            create table line (purchase uuid not null, line int not null, sku int not null, quantity int not null,
                price bigint not null, primary key (purchase, line));
            create table address (purchase uuid primary key, name text not null, street text not null,
                city text not null);
            create table payment (purchase uuid primary key, amount bigint not null, status text not null);
            """;

    private static final List<String> STATEMENTS = List.of(
            "insert into purchase values (?, ?, 'PLACED', 4998)",
            "insert into line values (?, 1, ?, 1, 2499)",
            "insert into line values (?, 2, ?, 1, 2499)",
            "insert into address values (?, 'Ada Example', 'Example street 1', '10115 Berlin')",
            "update stock set reserved = reserved + 1 where sku = ? and on_hand - reserved >= 1",
            "update stock set reserved = reserved + 1 where sku = ? and on_hand - reserved >= 1",
            "insert into payment values (?, 4998, 'CAPTURED')",
            "update purchase set status = 'CONFIRMED' where id = ?");

    private final MeasuredEngine engine;
    private final List<Connection> connections = new ArrayList<>();

    public WriteLimit(MeasuredEngine engine) throws IOException, SQLException {
        this.engine = engine;
        drop();
        run("create database " + DATABASE, "packhouse");
        run(TABLES, DATABASE);
    }

    /// For one client: each call is one purchase.
    public ClosedLoop.Operation client() throws IOException, SQLException {
        var connection = engine.superuser(DATABASE).connect();
        connections.add(connection);
        connection.setAutoCommit(false);
        var statements = new ArrayList<PreparedStatement>();
        for (var sql : STATEMENTS) {
            statements.add(connection.prepareStatement(sql));
        }
        return number -> purchase(connection, statements, number);
    }

    private static void purchase(Connection connection, List<PreparedStatement> all, int buyer) throws SQLException {
        var random = ThreadLocalRandom.current();
        var id = UUID.randomUUID();
        var one = random.nextInt(SKUS - 1);
        var other = random.nextInt(one + 1, SKUS); // In order, so that no two wait for each other.
        execute(all.get(0), id, buyer);
        execute(all.get(1), id, one);
        execute(all.get(2), id, other);
        execute(all.get(3), id);
        execute(all.get(4), one);
        execute(all.get(5), other);
        execute(all.get(6), id);
        execute(all.get(7), id);
        connection.commit();
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        if (statement.executeUpdate() != 1) {
            throw new SQLException("Not one row: " + statement);
        }
    }

    /// Ends the clients, so that others can be measured.
    public void disconnect() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @Override
    public void close() throws IOException, SQLException {
        disconnect();
        drop();
    }

    private void drop() throws IOException, SQLException {
        run("drop database if exists " + DATABASE + " with (force)", "packhouse");
    }

    private void run(String sql, String database) throws IOException, SQLException {
        try (var superuser = engine.superuser(database).connect();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
