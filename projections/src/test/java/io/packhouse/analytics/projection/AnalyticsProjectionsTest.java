package io.packhouse.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.projection.OrderEvents;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.projection.PaymentProjectionTest;
import io.packhouse.projecting.ProjectionTestEngine;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders and payments are counted once, even if events repeat; a copy filled by a replay has the
/// same rows; and an analyst can read the schema analytics only.
class AnalyticsProjectionsTest {

    static final String[] SALES = {
        "sales_order",
        "sales_person",
        "sales_quarter_hour",
        "sales_hour",
        "order_stage_count",
        "customer_active_day",
        "cohort_activity"
    };
    static final String[] MONEY = {
        "payment_fact", "payment_quarter_hour", "payment_hour", "payment_outcome", "payment_outcome_count"
    };

    static ProjectionTestEngine engine;
    static long position;

    @BeforeAll
    static void tellAStory() {
        engine = ProjectionTestEngine.start(
                ProjectionTestEngine.folder(), SalesProjection.class, PaymentFactProjection.class);
        engine.append(event -> ((OrderEvent) event).orderId().value(), OrderEvents.all());
        position = engine.append(event -> ((PaymentEvent) event).paymentId().value(), PaymentProjectionTest.story());
        engine.await(SalesProjection.GROUP, position);
        engine.await(PaymentFactProjection.GROUP, position);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void showsTheStagesOfEachOrder() {
        assertThat(engine.rows("""
                select furthest_stage, rejected_at is not null as rejected,
                cancellation_reason from analytics.order_stages
                order by order_id"""))
                .extracting(Object::toString)
                .containsExactly(
                        "{furthest_stage=DELIVERED, rejected=false, cancellation_reason=null}",
                        "{furthest_stage=CONFIRMED, rejected=false, cancellation_reason=BUYER_REQUEST}",
                        "{furthest_stage=PLACED, rejected=true, cancellation_reason=null}");
    }

    @Test
    void countsOrdersPersonsAndMoney() {
        assertThat(sums("sales_quarter_hour"))
                .containsExactly(
                        "ACCEPTED EUR 2 2000",
                        "CANCELLED EUR 1 1000",
                        "CONFIRMED EUR 2 2000",
                        "DELIVERED EUR 1 1000",
                        "PLACED EUR 3 3000",
                        "PROCESSED EUR 1 1000",
                        "REJECTED EUR 1 1000",
                        "SHIPPED EUR 1 1000");
        assertThat(sums("payment_quarter_hour"))
                .containsExactly(
                        "AUTHORIZED EUR 2 2000",
                        "CAPTURED EUR 6 6000",
                        "DECLINED EUR 1 0",
                        "DISPUTED EUR 4 2700",
                        "DISPUTE_WON EUR 1 0",
                        "EXPIRED EUR 1 0",
                        "REFUNDED EUR 7 4800",
                        "REQUESTED EUR 11 11000",
                        "VOIDED EUR 1 0");
        assertThat(engine.rows("select orders from analytics.customers"))
                .singleElement()
                .hasToString("{orders=2}");
        assertThat(engine.rows("select persons, orders, total_minor from analytics.cohorts"))
                .singleElement()
                .hasToString("{persons=1, orders=2, total_minor=2000}");
    }

    @Test
    void countsEqualACountOverAllRows() {
        for (var kept : new String[] {"sales", "payment"}) {
            assertThat(sums(kept + "_hour")).isEqualTo(sums(kept + "_quarter_hour"));
        }
        assertThat(engine.rows("""
                select measure, reason, sum(number) as n from
                read.order_stage_count where measure in ('PLACED',
                'CANCELLED', 'DELIVERED') group by 1, 2 order by 1, 2"""))
                .extracting(Object::toString)
                .containsExactly(
                        "{measure=CANCELLED, reason=BUYER_REQUEST, n=1}",
                        "{measure=DELIVERED, reason=, n=1}",
                        "{measure=PLACED, reason=, n=3}");
        assertThat(engine.rows("""
                select sum(persons) as persons, sum(orders) as orders
                from read.cohort_activity where day < '2100-01-01'
                and previous_day = '-infinity'""")).singleElement().hasToString("{persons=1, orders=2}");
        assertThat(engine.rows("""
                select outcome, sum(number) as n from read.payment_outcome_count
                group by 1 having sum(number) <> 0 order by 1""")).isEqualTo(engine.rows("""
                                select outcome, cast(count(*) as numeric) as n from (
                                    select case when bool_or(kind = 'CAPTURED') then 'CAPTURED'
                                        when bool_or(kind = 'EXPIRED') then 'EXPIRED'
                                        when bool_or(kind = 'VOIDED') then 'VOIDED'
                                        else 'OPEN' end as outcome
                                    from read.payment_fact group by payment_id) outcomes
                                group by 1 order by 1
                                """)).isNotEmpty();
    }

    @Test
    void showsThePositionItHasReached() throws Exception {
        var reached = "select as_of_position from analytics.positions where processor = 'projections'";
        assertThat(engine.rows(reached)).singleElement().hasToString("{as_of_position=" + position + "}");
    }

    @Test
    void aReplayGivesTheSameRows() throws Exception {
        var tables = new ArrayList<>(List.of(SALES));
        tables.addAll(List.of(MONEY));
        engine.copySchema("read_copy", tables.toArray(String[]::new));
        for (var round = 0; round < 2; round++) {
            engine.replay("read_copy", SalesProjection::new, position);
            engine.replay("read_copy", PaymentFactProjection::new, position);
        }
        for (var table : tables) {
            assertThat(engine.hash("read_copy", table))
                    .as(table)
                    .isEqualTo(engine.hash("read", table))
                    .doesNotStartWith("0 rows");
        }
    }

    @Test
    void everyTableAndColumnForAnalystsHasAComment() {
        assertThat(engine.rows("""
                                select c.relname || '.' || a.attname as column
                                from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace
                                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                                where n.nspname = 'analytics' and (
                                    coalesce(col_description(c.oid, a.attnum), '') = ''
                                    or coalesce(obj_description(c.oid), '') = '')
                                """)).isEmpty();
    }

    @Test
    void anAnalystReadsTheSchemaAnalytics() throws Exception {
        assertThat(asAnalyst("select count(*) from analytics.orders")).isEqualTo("0");
        assertThat(asAnalyst("select count(*) from analytics.order_stages")).isEqualTo("3");
        assertThat(asAnalyst("select current_setting('statement_timeout')")).isEqualTo("30s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read.sales_order",
                "select * from read.customer_order",
                "select * from events.domain_event_entry",
                "select * from engine.token_entry",
                "select * from keys.person_key",
                "update analytics.orders set status = 'PAID'",
                "set transaction read write; update analytics.orders set status = 'PAID'",
                "delete from analytics.refunds",
                "set transaction read write; create table analytics.mine (a integer)",
                "set transaction read write; create table public.mine (a integer)"
            })
    void anAnalystReadsNothingElseAndWritesNothing(String sql) {
        assertThatThrownBy(() -> asAnalyst(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isIn("42501", "25006"));
    }

    @Test
    void anAnalystsQueryIsCancelledAtItsTimeout() {
        assertThatThrownBy(() -> asAnalyst("set statement_timeout = '50ms'; select pg_sleep(5)"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        ended -> assertThat(ended.getSQLState()).isEqualTo("57014"));
    }

    private static String asAnalyst(String sql) throws SQLException {
        var login = engine.bean(DatabaseLogins.class).analyst();
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static List<String> sums(String table) {
        return engine
                .rows("select measure, currency, sum(number) as number, sum(amount_minor) as amount from read."
                        + table
                        + " group by 1, 2 order by 1, 2")
                .stream()
                .map(row -> String.join(
                        " ", row.values().stream().map(String::valueOf).toList()))
                .toList();
    }
}
