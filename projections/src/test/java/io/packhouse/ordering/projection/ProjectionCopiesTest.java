package io.packhouse.ordering.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.projection.ProjectionTables;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.projecting.ProjectionTestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// One more projection of the same events adds its statements to their transaction, and no transaction.
class ProjectionCopiesTest {

    static final int COPIES = 10;

    /// Heartbeats and claims, which are written every few seconds.
    static final int BACKGROUND = 5;

    @Import(Registrar.class)
    static class Copies {}

    static class Registrar implements BeanRegistrar {

        @Override
        public void register(BeanRegistry registry, Environment settings) {
            for (var number = 1; number <= COPIES; number++) {
                var schema = "copy" + number;
                registry.registerBean(
                        schema,
                        OrderHistoryProjection.class,
                        bean -> bean.supplier(beans -> new OrderHistoryProjection(
                                beans.bean(ProjectionTables.class).in(schema))));
            }
        }
    }

    @Test
    void tenCopiesNeedNoMoreTransactionsThanOne() throws Exception {
        var events = OrderEvents.all();
        var one = transactions(0, OrderProjection.class, OrderHistoryProjection.class);
        assertThat(one).isGreaterThanOrEqualTo(2L * events.size());
        var ten = transactions(COPIES, OrderProjection.class, OrderHistoryProjection.class, Copies.class);
        assertThat(ten).isLessThan(one + BACKGROUND);
    }

    /// The transactions that append and project every event, one after the other.
    private static long transactions(int copies, Class<?>... projections) throws Exception {
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), projections)) {
            for (var number = 1; number <= copies; number++) {
                engine.copySchema("copy" + number, "order_line", "order_history", "product_day");
            }
            var before = transactionId(engine);
            for (var event : OrderEvents.all()) {
                var position = engine.append(one -> ((OrderEvent) one).orderId().value(), List.of(event));
                engine.await(OrderHistoryProjection.GROUP, position);
            }
            var after = transactionId(engine);
            for (var number = 1; number <= copies; number++) {
                assertThat(engine.rows("select * from copy%s.order_history".formatted(number)))
                        .hasSameSizeAs(OrderEvents.all());
            }
            return after - before;
        }
    }

    private static long transactionId(ProjectionTestEngine engine) {
        return engine.jdbc()
                .sql("select cast(cast(pg_current_xact_id() as text) as bigint)")
                .query(Long.class)
                .single();
    }
}
