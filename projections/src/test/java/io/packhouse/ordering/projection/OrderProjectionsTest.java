package io.packhouse.ordering.projection;

import static io.packhouse.projecting.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.projecting.ProjectionTestEngine;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every event of an order goes through the running processors; a copy filled by a replay has the
/// same rows.
class OrderProjectionsTest {

    @Test
    void showsEveryOrderAndAReplayGivesTheSameRows() throws Exception {
        var story = OrderEvents.all();
        assertThat(story.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(OrderEvent.class.getPermittedSubclasses()));
        try (var engine = ProjectionTestEngine.start(
                ProjectionTestEngine.folder(), OrderProjection.class, OrderHistoryProjection.class)) {
            var position = engine.append(event -> ((OrderEvent) event).orderId().value(), story);
            engine.await(OrderProjection.GROUP, position);
            engine.await(OrderHistoryProjection.GROUP, position);
            showsEveryOrder(engine);
            keepsEveryChange(engine);
            aReplayGivesTheSameRows(engine, position);
        }
    }

    private static void showsEveryOrder(ProjectionTestEngine engine) {
        assertThat(engine.rows("""
                select status, payment_status, paid_minor, refunded_minor,
                dispute, lines, country, as_of_position from
                analytics.orders order by order_id"""))
                .extracting(Object::toString)
                .containsExactly(
                        "{status=DELIVERED, payment_status=PARTIALLY_REFUNDED, paid_minor=1000,"
                                + " refunded_minor=500, dispute=WON, lines=2, country=DE,"
                                + " as_of_position=19}",
                        "{status=CANCELLED, payment_status=REFUNDED, paid_minor=1000,"
                                + " refunded_minor=1000, dispute=null, lines=2, country=DE,"
                                + " as_of_position=15}",
                        "{status=REJECTED, payment_status=UNPAID, paid_minor=0,"
                                + " refunded_minor=0, dispute=null, lines=2, country=DE,"
                                + " as_of_position=21}");
        assertThat(engine.rows("""
                select carrier, cancellation_reason, cancellation_note,
                shortages::text as shortages from read.customer_order
                order by order_id"""))
                .extracting(Object::toString)
                .containsExactly(
                        "{carrier=DHL, cancellation_reason=null, cancellation_note=null, shortages=[]}",
                        "{carrier=null, cancellation_reason=BUYER_REQUEST, cancellation_note="
                                + sealed("Ordered by mistake")
                                + ", shortages=[]}",
                        "{carrier=null, cancellation_reason=null, cancellation_note=null,"
                                + " shortages=[{\"sku\": \"TEA-1\", \"available\": 3,"
                                + " \"requested\": 40}]}");
    }

    private static void keepsEveryChange(ProjectionTestEngine engine) {
        assertThat(engine.rows("select * from read.order_history"))
                .hasSize(OrderEvents.all().size());
        assertThat(engine.rows("select event || ' ' || coalesce(reason, '') as change"
                        + " from read.order_history where order_id = '"
                        + OrderEvents.CANCELLED
                        + "' order by position"))
                .extracting(row -> row.get("change"))
                .contains("OrderCancelled BUYER_REQUEST", "OrderRefunded FULL refunded: 1000 EUR");
        assertThat(engine.rows("select * from read.order_line")).hasSize(6);
        var days = "select pack_id, orders, quantity, net_minor from read.product_day order by 1";
        var counted = """
                select pack_id, count(*) as orders, sum(quantity) as quantity,
                    cast(sum(net_minor) as bigint) as net_minor
                from read.order_line join read.order_history h using (order_id)
                where h.event = 'OrderConfirmed' group by 1 order by 1
                """;
        assertThat(engine.rows(days)).isEqualTo(engine.rows(counted)).isNotEmpty();
    }

    private static void aReplayGivesTheSameRows(ProjectionTestEngine engine, long position) throws Exception {
        var tables = new String[] {"customer_order", "order_line", "order_history", "product_day"};
        engine.copySchema("read_copy", tables);
        for (var round = 0; round < 2; round++) {
            engine.replay("read_copy", OrderProjection::new, position);
            engine.replay("read_copy", OrderHistoryProjection::new, position);
        }
        for (var table : tables) {
            assertThat(engine.hash("read_copy", table))
                    .isEqualTo(engine.hash("read", table))
                    .doesNotStartWith("0 rows");
        }
    }
}
