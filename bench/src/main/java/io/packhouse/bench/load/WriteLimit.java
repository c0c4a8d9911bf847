package io.packhouse.bench.load;

import static io.packhouse.bench.load.JdbcClients.update;

import io.packhouse.bench.engine.MeasuredEngine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The fewest rows by plain JDBC, for comparison with the engine on the same PostgreSQL.
public final class WriteLimit {

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
            create table reservation (id uuid primary key, sku int not null, quantity int not null);
            """;

    private static final String RESERVE =
            "update stock set reserved = reserved + 1 where sku = ? and on_hand - reserved >= 1";

    private static final List<String> PURCHASE = List.of(
            "insert into purchase values (?, ?, 'PLACED', 4998)",
            "insert into line values (?, 1, ?, 1, 2499)",
            "insert into line values (?, 2, ?, 1, 2499)",
            "insert into address values (?, 'Ada Example', 'Example street 1', '10115 Berlin')",
            RESERVE,
            RESERVE,
            "insert into payment values (?, 4998, 'CAPTURED')",
            "update purchase set status = 'CONFIRMED' where id = ?");

    private WriteLimit() {}

    /// Limit A: a purchase of two lines in eight statements and one commit.
    public static double purchasesPerSecond(ClosedLoop loop, MeasuredEngine engine, int clients, int seconds)
            throws Exception {
        try (var database = new ScratchDatabase(engine, TABLES)) {
            return JdbcClients.perSecond(loop, database.login(), clients, seconds, PURCHASE, WriteLimit::purchase);
        }
    }

    /// Reservations of one SKU, in two statements and one commit.
    public static double reservationsPerSecond(ClosedLoop loop, MeasuredEngine engine, int clients, int seconds)
            throws Exception {
        var sql = List.of(RESERVE, "insert into reservation values (?, ?, 1)");
        try (var database = new ScratchDatabase(engine, TABLES)) {
            return JdbcClients.perSecond(loop, database.login(), clients, seconds, sql, (statements, _) -> {
                update(statements.get(0), 1);
                update(statements.get(1), UUID.randomUUID(), 1);
            });
        }
    }

    private static void purchase(List<PreparedStatement> all, int buyer) throws SQLException {
        var random = ThreadLocalRandom.current();
        var id = UUID.randomUUID();
        var one = random.nextInt(SKUS - 1);
        var other = random.nextInt(one + 1, SKUS); // In order, so that no two wait for each other.
        update(all.get(0), id, buyer);
        update(all.get(1), id, one);
        update(all.get(2), id, other);
        update(all.get(3), id);
        update(all.get(4), one);
        update(all.get(5), other);
        update(all.get(6), id);
        update(all.get(7), id);
    }
}
