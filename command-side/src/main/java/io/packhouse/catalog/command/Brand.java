package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.BRAND_EXISTS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.BrandCommand.FindBrand;
import io.packhouse.catalog.api.BrandCommand.RegisterBrand;
import io.packhouse.catalog.api.BrandCommand.RenameBrand;
import io.packhouse.catalog.api.BrandEvent;
import io.packhouse.catalog.api.BrandEvent.BrandRegistered;
import io.packhouse.catalog.api.BrandEvent.BrandRenamed;
import io.packhouse.catalog.api.BrandId;
import io.packhouse.shared.api.Refused;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// A name that goods are known under. There is too little to think about for a mind of its own.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Brand {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private BrandId brandId;

    private @Nullable String name;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterBrand ask) {
        if (name == null) {
            apply(new BrandRegistered(ask.brandId(), ask.name()));
        } else if (!name.equalsIgnoreCase(ask.name())) {
            throw new Refused(BRAND_EXISTS, Map.of("brandId", ask.brandId().value(), "name", name));
        }
    }

    @CommandHandler
    void handle(RenameBrand ask) {
        if (!ask.name().equals(name)) {
            apply(new BrandRenamed(ask.brandId(), ask.name()));
        }
    }

    @CommandHandler
    @SuppressWarnings("UnusedVariable") // That the brand could be loaded is the answer.
    void handle(FindBrand ask) {}

    @EventSourcingHandler
    void on(BrandEvent event) {
        brandId = event.brandId();
        name =
                switch (event) {
                    case BrandRegistered e -> e.name();
                    case BrandRenamed e -> e.name();
                };
    }
}
