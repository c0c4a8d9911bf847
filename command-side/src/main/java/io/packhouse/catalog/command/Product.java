package io.packhouse.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of a product; [Merchandise] does the thinking, [ProductDesk] asks it, because
/// hardly anything happens to a product that does not happen to its offers too.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Product {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private ProductId productId;

    private final Merchandise merchandise = new Merchandise();

    @EventSourcingHandler
    void on(ProductEvent event) {
        productId = event.productId();
        merchandise.evolve(event);
    }

    static Product openedBy(List<ProductEvent> events) {
        var product = new Product();
        product.record(events);
        return product;
    }

    Merchandise merchandise() {
        return merchandise;
    }

    void record(List<ProductEvent> events) {
        events.forEach(event -> apply(event));
    }
}
