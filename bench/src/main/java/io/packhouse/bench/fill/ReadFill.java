package io.packhouse.bench.fill;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Generates orders directly in the read tables of a data folder that is used for nothing else:
/// ninety days of them, by COPY, with the rows that the projections would have written.
public final class ReadFill {

    private static final int BUYERS = 50_000;
    private static final int DAYS = 90;
    private static final int MINUTES_OF_A_DAY = 1_440;
    private static final String[] STATUS = {
        "DELIVERED", "DELIVERED", "DELIVERED", "SHIPPED", "CONFIRMED", "CANCELLED", "REJECTED"
    };
    private static final String[] COUNTRY = {"DE", "FR", "IT", "AT", "NL", "SE", "PL", "CH"};

    private final Connection superuser;

    public ReadFill(Connection superuser) {
        this.superuser = superuser;
    }

    /// So many orders, unless there are some already.
    public void fill(long rows) throws SQLException {
        if (number("select count(*) from read.customer_order where order_number like 'B%'") == 0) {
            superuser.setAutoCommit(false); // All or nothing, in case of an abort.
            copy(rows);
            ProjectedRows.write(superuser);
            superuser.commit();
            superuser.setAutoCommit(true);
        }
    }

    static String buyer(int number) {
        return String.format(Locale.ROOT, "per_01jd%022d", number);
    }

    static String orderNumber(long number) {
        return String.format(Locale.ROOT, "B%09d", number);
    }

    private void copy(long rows) throws SQLException {
        var random = new Random(1);
        var begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS, ChronoUnit.DAYS);
        CopyIn copy = superuser
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy read.customer_order (order_id, order_number, buyer, status,"
                        + " payment_status, plan, currency, net_minor, shipping_minor,"
                        + " tax_minor, rounding_minor, total_minor, due_now_minor,"
                        + " due_later_minor, paid_minor, refunded_minor, line_count,"
                        + " country, placed_at, expires_at, shortages, ship_to_person,"
                        + " ship_to_key_version, ship_to_encrypted, position,"
                        + " changed_at) from stdin");
        for (var i = 0L; i < rows; i++) {
            var row = row(i, random, begin).getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
    }

    private static String row(long i, Random random, Instant begin) {
        var net = 500 + random.nextLong(20_000);
        var tax = net * 19 / 100;
        var total = net + tax;
        var at = begin.plus(random.nextInt(DAYS * MINUTES_OF_A_DAY), ChronoUnit.MINUTES);
        var buyer = buyer(random.nextInt(BUYERS));
        return String.join(
                        "\t",
                        String.format(Locale.ROOT, "ord_01jd%022d", i),
                        orderNumber(i),
                        buyer,
                        STATUS[random.nextInt(STATUS.length)],
                        "PAID",
                        "FULL",
                        "EUR",
                        "" + net,
                        "0",
                        "" + tax,
                        "0",
                        "" + total,
                        "" + total,
                        "0",
                        "" + total,
                        "0",
                        "1",
                        COUNTRY[random.nextInt(COUNTRY.length)],
                        at.toString(),
                        at.toString(),
                        "[]",
                        buyer,
                        "1",
                        "sealed",
                        "" + (1_000_000_000L + i),
                        at.toString())
                + "\n";
    }

    private long number(String sql) throws SQLException {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
