package io.packhouse.catalog.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of a brand.
public sealed interface BrandCommand {

    /// Registering a brand twice under one name is registering it once.
    record RegisterBrand(@TargetAggregateIdentifier BrandId brandId, String name)
            implements BrandCommand {}

    record RenameBrand(@TargetAggregateIdentifier BrandId brandId, String name)
            implements BrandCommand {}

    /// Is there such a brand? Answers nothing and records nothing; refused when there is none.
    record VerifyBrandExists(@TargetAggregateIdentifier BrandId brandId) implements BrandCommand {}
}
