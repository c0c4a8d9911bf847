package io.packhouse.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of a product; [ProductState] does the thinking, [ProductCommandHandler] asks it,
/// because hardly anything happens to a product that does not happen to its offers too.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Product {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private ProductId productId;

    private final ProductState productState = new ProductState();

    @EventSourcingHandler
    void on(ProductEvent event) {
        productId = event.productId();
        productState.evolve(event);
    }

    static Product openedBy(List<ProductEvent> events) {
        var product = new Product();
        product.record(events);
        return product;
    }

    ProductState merchandise() {
        return productState;
    }

    void record(List<ProductEvent> events) {
        events.forEach(event -> apply(event));
    }
}
