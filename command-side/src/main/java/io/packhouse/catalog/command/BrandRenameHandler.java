package io.packhouse.catalog.command;

import io.packhouse.catalog.api.BrandCommand.RenameBrand;
import io.packhouse.catalog.api.BrandId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Gives brands other names, and no two of them one: a name is kept under the id that follows from
/// it, which is the id that a brand registered under that name would get, so that one stream
/// decides who has it. The renaming and the keeping are one transaction.
@Component
class BrandRenameHandler {

    private final Repository<Brand> brands;

    BrandRenameHandler(Repository<Brand> brands) {
        this.brands = brands;
    }

    /// In order of id, so that nobody waits in a circle.
    @CommandHandler
    void handle(RenameBrand command) throws Exception {
        var own = BrandId.named(command.name());
        if (own.compareTo(command.brandId()) < 0) {
            keepName(own, command);
        }
        brands.load(command.brandId().value()).execute(brand -> brand.rename(command));
        if (own.compareTo(command.brandId()) > 0) {
            keepName(own, command);
        }
    }

    private void keepName(BrandId own, RenameBrand command) throws Exception {
        brands.loadOrCreate(own.value(), Brand::new).execute(brand -> brand.keepName(own, command));
    }
}
