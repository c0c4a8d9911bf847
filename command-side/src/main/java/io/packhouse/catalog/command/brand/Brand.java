package io.packhouse.catalog.command.brand;

import static io.packhouse.catalog.api.CatalogRefusal.BRAND_EXISTS;
import static io.packhouse.catalog.api.CatalogRefusal.UNKNOWN_BRAND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.brand.BrandCommand.*;
import io.packhouse.catalog.api.brand.BrandEvent;
import io.packhouse.catalog.api.brand.BrandEvent.*;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// A brand name, or a former name that stays reserved for its brand. The rules are few enough to
/// need no state class.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Brand {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private BrandId brandId;

    private @Nullable String name;
    private @Nullable BrandId bearer;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterBrand command) {
        requireNameAvailable();
        if (name == null) {
            apply(new BrandRegistered(command.brandId(), command.name()));
        } else if (!Name.areAlike(name, command.name())) {
            throw new CommandRejectedException(
                    BRAND_EXISTS, Map.of("brandId", command.brandId().value(), "name", name));
        }
    }

    @CommandHandler
    void handle(VerifyBrandExists command) {
        requireRegistered();
    }

    void rename(RenameBrand command) {
        requireRegistered();
        if (!command.name().equals(name)) {
            apply(new BrandRenamed(command.brandId(), command.name()));
        }
    }

    /// Handled by the stream of the new name: reserves that name for the brand that is renamed.
    void reserveName(BrandId own, RenameBrand command) {
        if (name != null) {
            throw new CommandRejectedException(BRAND_EXISTS, Map.of("brandId", own.value(), "name", name));
        }
        if (bearer == null) {
            apply(new BrandNameReserved(own, command.brandId(), command.name()));
        } else if (!bearer.equals(command.brandId())) {
            requireNameAvailable();
        }
    }

    private void requireNameAvailable() {
        if (bearer != null) {
            throw new CommandRejectedException(BRAND_EXISTS, Map.of("brandId", bearer.value()));
        }
    }

    private void requireRegistered() {
        if (name == null) {
            throw new CommandRejectedException(UNKNOWN_BRAND);
        }
    }

    @EventSourcingHandler
    void on(BrandEvent event) {
        brandId = event.brandId();
        switch (event) {
            case BrandRegistered e -> name = e.name();
            case BrandRenamed e -> name = e.name();
            case BrandNameReserved e -> bearer = e.bearer();
        }
    }
}
