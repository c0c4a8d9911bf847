package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.BRAND_EXISTS;
import static io.packhouse.catalog.api.CatalogueRefusal.UNKNOWN_BRAND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.BrandCommand.FindBrand;
import io.packhouse.catalog.api.BrandCommand.RegisterBrand;
import io.packhouse.catalog.api.BrandCommand.RenameBrand;
import io.packhouse.catalog.api.BrandEvent;
import io.packhouse.catalog.api.BrandEvent.BrandNameTaken;
import io.packhouse.catalog.api.BrandEvent.BrandRegistered;
import io.packhouse.catalog.api.BrandEvent.BrandRenamed;
import io.packhouse.catalog.api.BrandId;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.Refused;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// A name that goods are known under, or only a name that is kept for the brand it was given to.
/// There is too little to think about for a mind of its own.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Brand {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private BrandId brandId;

    private @Nullable String name;
    private @Nullable BrandId bearer;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterBrand ask) {
        mustNotBeKept();
        if (name == null) {
            apply(new BrandRegistered(ask.brandId(), ask.name()));
        } else if (!Name.areAlike(name, ask.name())) {
            throw new Refused(BRAND_EXISTS, Map.of("brandId", ask.brandId().value(), "name", name));
        }
    }

    @CommandHandler
    void handle(FindBrand ask) {
        mustBeABrand();
    }

    void rename(RenameBrand ask) {
        mustBeABrand();
        if (!ask.name().equals(name)) {
            apply(new BrandRenamed(ask.brandId(), ask.name()));
        }
    }

    /// Asked of the id that follows from the name another brand is to get.
    void keepName(BrandId own, RenameBrand ask) {
        if (name != null) {
            throw new Refused(BRAND_EXISTS, Map.of("brandId", own.value(), "name", name));
        }
        if (bearer == null) {
            apply(new BrandNameTaken(own, ask.brandId(), ask.name()));
        } else if (!bearer.equals(ask.brandId())) {
            mustNotBeKept();
        }
    }

    private void mustNotBeKept() {
        if (bearer != null) {
            throw new Refused(BRAND_EXISTS, Map.of("brandId", bearer.value()));
        }
    }

    private void mustBeABrand() {
        if (name == null) {
            throw new Refused(UNKNOWN_BRAND);
        }
    }

    @EventSourcingHandler
    void on(BrandEvent event) {
        brandId = event.brandId();
        switch (event) {
            case BrandRegistered e -> name = e.name();
            case BrandRenamed e -> name = e.name();
            case BrandNameTaken e -> bearer = e.bearer();
        }
    }
}
