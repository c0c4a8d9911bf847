package io.packhouse.catalog.command.product;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for a product. Decisions are in [ProductState] and are requested by
/// [ProductCommandHandler], because nearly every change of a product also changes its offers.
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

    ProductState state() {
        return productState;
    }

    void record(List<ProductEvent> events) {
        events.forEach(event -> apply(event));
    }
}
