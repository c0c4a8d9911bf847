package io.packhouse.catalog.command.brand;

import io.packhouse.catalog.api.brand.BrandCommand.*;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.engine.commandhandling.LockedAggregates;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Renames brands and keeps names unique: a name is reserved in the stream whose id is derived from
/// it, which is also the id of a brand registered under that name. Both streams are appended in one
/// transaction.
@Component
class BrandRenameHandler {

    private final Repository<Brand> repository;

    BrandRenameHandler(Repository<Brand> repository) {
        this.repository = repository;
    }

    @CommandHandler
    void handle(RenameBrand command) {
        var id = command.brandId();
        var brands = LockedAggregates.inOrderOfId(repository, Brand::new, List.of(id, BrandId.named(command.name())));
        brands.executeEach((own, brand) -> {
            if (own.equals(id)) {
                brands.requireExisting(id);
                brand.rename(command);
            } else {
                brand.reserveName(own, command);
            }
        });
    }
}
