package io.packhouse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Orders that never were, straight into the read tables of a data folder meant for nothing else:
/// ninety days of them, by COPY, and what the projections would have kept about them.
final class ReadFill {

    private static final int BUYERS = 50_000;
    private static final int DAYS = 90;
    private static final int MINUTES_OF_A_DAY = 1_440;
    private static final String[] STATUS = {
        "DELIVERED", "DELIVERED", "DELIVERED", "SHIPPED", "CONFIRMED", "CANCELLED", "REJECTED"
    };
    private static final String[] COUNTRY = {"DE", "FR", "IT", "AT", "NL", "SE", "PL", "CH"};

    private static final String STAGES =
            """
            with stage as (
                select o.*, m.measure, m.at from read.sales_order o
                cross join lateral (values ('PLACED', o.placed_at), ('ACCEPTED', o.accepted_at),
                    ('REJECTED', o.rejected_at), ('CONFIRMED', o.confirmed_at),
                    ('PROCESSED', o.processed_at), ('SHIPPED', o.shipped_at),
                    ('DELIVERED', o.delivered_at), ('CANCELLED', o.cancelled_at))
                    m (measure, at)
                where m.at is not null)
            """;

    /// What the projections of sales and payments would have written.
    private static final String[] DERIVED = {
        """
        insert into read.order_line
        select order_id, 1, 'pck_bench_' || (net_minor % 60), 1, 0, 'BENCH-' || (net_minor % 60),
            'Bench', 'ven_house', 1 + net_minor % 3, currency, 1000, net_minor, tax_minor,
            'STANDARD', 1900
        from read.customer_order where order_number like 'B%'
        """,
        """
        insert into read.sales_order
        select order_id, buyer, currency, country, plan, net_minor, total_minor, placed_at,
            case when status <> 'REJECTED' then placed_at end,
            case when status = 'REJECTED' then placed_at end,
            case when status in ('CONFIRMED', 'SHIPPED', 'DELIVERED')
                then placed_at + interval '1 minute' end,
            case when status in ('SHIPPED', 'DELIVERED') then placed_at + interval '1 hour' end,
            case when status in ('SHIPPED', 'DELIVERED') then placed_at + interval '1 day' end,
            case when status = 'DELIVERED' then placed_at + interval '2 days' end,
            case when status = 'CANCELLED' then placed_at + interval '2 hours' end,
            case when status = 'CANCELLED' then 'BUYER_REQUEST' end, position
        from read.customer_order where order_number like 'B%'
        """,
        """
        truncate read.sales_person, read.sales_tally, read.sales_hour, read.sales_progress,
            read.sales_visit, read.sales_return, read.product_day, read.payment_tally,
            read.payment_hour, read.payment_course, read.payment_fate
        """,
        """
        insert into read.sales_person
        select person_id, min(confirmed_at), count(*) from read.sales_order
        where confirmed_at is not null group by person_id
        """,
        """
        insert into read.payment_fact
        select 1000000000 + row_number() over (), 'pay_' || order_id || '_FULL', order_id, 'FULL',
            kind, currency, total_minor, null, confirmed_at
        from read.sales_order, (values ('REQUESTED'), ('CAPTURED')) k(kind)
        where confirmed_at is not null
        """,
        """
        insert into read.payment_tally
        select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), kind,
            coalesce(currency, ''), count(*), coalesce(sum(amount_minor), 0)
        from read.payment_fact group by 1, 2, 3
        """,
        // Every stage, in every table that keeps it.
        STAGES
                + """
                insert into read.sales_tally
                select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), measure,
                    currency, count(*), sum(total_minor)
                from stage group by 1, 2, 3
                """,
        STAGES
                + """
                insert into read.sales_hour
                select date_trunc('hour', at, 'UTC'), measure, currency, count(*), sum(total_minor)
                from stage group by 1, 2, 3
                """,
        STAGES
                + """
                insert into read.sales_progress
                select date_bin('15 minutes', placed_at, timestamptz '2000-01-01 00:00:00+00'),
                    measure, case when measure = 'CANCELLED' then cancellation_reason else '' end,
                    count(*)
                from stage group by 1, 2, 3
                """,
        """
        insert into read.sales_visit
        select distinct person_id, cast(confirmed_at at time zone 'UTC' as date)
        from read.sales_order where confirmed_at is not null
        """,
        """
        insert into read.sales_return
        select v.day, v.previous, cast(date_trunc('month',
                p.first_confirmed_at at time zone 'UTC') as date), count(*), sum(o.orders)
        from (select person_id, day, coalesce(lag(day) over (partition by person_id order by day),
                date '-infinity') as previous from read.sales_visit) v
        join read.sales_person p using (person_id)
        join (select person_id, cast(confirmed_at at time zone 'UTC' as date) as day,
                count(*) as orders from read.sales_order
                where confirmed_at is not null group by 1, 2) o using (person_id, day)
        group by 1, 2, 3
        """,
        """
        insert into read.product_day
        select cast(o.confirmed_at at time zone 'UTC' as date), l.pack_id, l.currency,
            max(l.name), count(distinct l.order_id), sum(l.quantity), sum(l.net_minor)
        from read.sales_order o join read.order_line l using (order_id)
        where o.confirmed_at is not null group by 1, 2, 3
        """,
        """
        insert into read.payment_hour
        select date_trunc('hour', at, 'UTC'), kind, coalesce(currency, ''), count(*),
            coalesce(sum(amount_minor), 0)
        from read.payment_fact group by 1, 2, 3
        """,
        """
        insert into read.payment_course
        select payment_id, min(at) filter (where kind = 'REQUESTED'),
            case when bool_or(kind = 'CAPTURED') then 'CAPTURED'
                when bool_or(kind = 'LAPSED') then 'LAPSED'
                when bool_or(kind = 'VOIDED') then 'VOIDED' else 'OPEN' end
        from read.payment_fact group by payment_id
        """,
        """
        insert into read.payment_fate
        select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'), fate,
            count(*) from read.payment_course group by 1, 2
        """,
        "analyze"
    };

    private final Connection owner;

    ReadFill(Path data) throws IOException, SQLException {
        var url =
                "jdbc:postgresql://127.0.0.1:%s/packhouse"
                        .formatted(properties(data, "store").getProperty("postgres.port"));
        var password = properties(data, "passwords").getProperty("packhouse_owner");
        owner = DriverManager.getConnection(url, "packhouse_owner", password);
    }

    long fill(long rows) throws SQLException {
        if (number("select count(*) from read.customer_order where order_number like 'B%'") == 0) {
            owner.setAutoCommit(false); // All of it or nothing, should somebody stop it.
            copy(rows);
            for (var sql : DERIVED) {
                try (var statement = owner.createStatement()) {
                    statement.execute(sql);
                }
            }
            owner.commit();
        }
        return number("select count(*) from read.customer_order");
    }

    static String buyer(int number) {
        return "per_01jd%022d".formatted(number);
    }

    static String orderNumber(long number) {
        return "B%09d".formatted(number);
    }

    private void copy(long rows) throws SQLException {
        var random = new Random(1);
        var begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS, ChronoUnit.DAYS);
        CopyIn copy =
                owner.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy read.customer_order (order_id, order_number, buyer, status,"
                                    + " payment_status, plan, currency, net_minor, shipping_minor,"
                                    + " tax_minor, total_minor, due_now_minor, due_later_minor,"
                                    + " paid_minor, refunded_minor, line_count, country, placed_at,"
                                    + " expires_at, shortages, ship_to_person, ship_to_key_version,"
                                    + " ship_to_sealed, position, changed_at) from stdin");
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
                        "ord_01jd%022d".formatted(i),
                        orderNumber(i),
                        buyer,
                        STATUS[random.nextInt(STATUS.length)],
                        "PAID",
                        "FULL",
                        "EUR",
                        "" + net,
                        "0",
                        "" + tax,
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
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Properties properties(Path data, String name) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve(name + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
