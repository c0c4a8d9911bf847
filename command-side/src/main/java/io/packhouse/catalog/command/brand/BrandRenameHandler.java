package io.packhouse.catalog.command.brand;

import io.packhouse.catalog.api.brand.BrandCommand.RenameBrand;
import io.packhouse.catalog.api.brand.BrandId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Renames brands and keeps names unique: a name is reserved in the stream whose id is derived from
/// it, which is also the id of a brand registered under that name. Both streams are appended in one
/// transaction.
@Component
class BrandRenameHandler {

    private final Repository<Brand> brands;

    BrandRenameHandler(Repository<Brand> brands) {
        this.brands = brands;
    }

    /// Locks in order of id, to avoid deadlock.
    @CommandHandler
    void handle(RenameBrand command) throws Exception {
        var own = BrandId.named(command.name());
        if (own.compareTo(command.brandId()) < 0) {
            reserveName(own, command);
        }
        brands.load(command.brandId().value()).execute(brand -> brand.rename(command));
        if (own.compareTo(command.brandId()) > 0) {
            reserveName(own, command);
        }
    }

    private void reserveName(BrandId own, RenameBrand command) throws Exception {
        brands.loadOrCreate(own.value(), Brand::new).execute(brand -> brand.reserveName(own, command));
    }
}
