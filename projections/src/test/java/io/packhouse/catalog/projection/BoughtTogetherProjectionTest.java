package io.packhouse.catalog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.projection.OrderEvents;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.Money;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Orders go through the running processor; a copy filled by a replay has the same rows.
class BoughtTogetherProjectionTest {

    static final Money NOTHING = Money.zero(Currency.getInstance("EUR"));

    @Test
    void countsPaidOrdersThatAreNotCancelled() throws Exception {
        var first = order(1);
        var second = order(2);
        var third = order(3);
        List<OrderEvent> story = List.of(
                OrderEvents.placed(first, "pck_a", "pck_b"),
                OrderEvents.placed(second, "pck_a", "pck_b", "pck_c"),
                OrderEvents.placed(third, "pck_a", "pck_c"),
                confirmed(first),
                confirmed(second),
                confirmed(third),
                cancelled(second),
                OrderEvents.placed(order(4), "pck_a", "pck_b"));
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), BoughtTogetherProjection.class)) {
            var position = engine.append(event -> ((OrderEvent) event).orderId().value(), story);
            engine.await(BoughtTogetherProjection.GROUP, position);
            assertThat(engine.rows("""
                    select pack_id || other_pack_id || orders as pair from
                    read.pack_pair_count where orders > 0 order by 1"""))
                    .extracting(row -> row.get("pair"))
                    .containsExactly(
                            "pck_apck_a2",
                            "pck_apck_b1",
                            "pck_apck_c1",
                            "pck_bpck_a1",
                            "pck_bpck_b1",
                            "pck_cpck_a1",
                            "pck_cpck_c1");
            engine.copySchema("read_copy", "pack_purchase_count", "pack_pair_count");
            engine.replay("read_copy", BoughtTogetherProjection::new, position);
            for (var table : List.of("pack_purchase_count", "pack_pair_count")) {
                assertThat(engine.hash("read_copy", table)).isEqualTo(engine.hash("read", table));
            }
        }
    }

    private static OrderId order(int number) {
        return new OrderId("ord_01jd000000000000000000000" + number);
    }

    private static OrderConfirmed confirmed(OrderId id) {
        return new OrderConfirmed(id, Installment.FULL, NOTHING, NOTHING, OrderPaymentStatus.PAID, new TreeMap<>(), 1);
    }

    private static OrderCancelled cancelled(OrderId id) {
        return new OrderCancelled(id, CancellationReason.BUYER_REQUEST, null, OrderStatus.CONFIRMED, NOTHING);
    }
}
