package io.packhouse.catalog.api.brand;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Brand aggregate.
public sealed interface BrandCommand {

    /// Registers a brand. Repeating it with the same name has no effect.
    record RegisterBrand(@TargetAggregateIdentifier BrandId brandId, String name) implements BrandCommand {}

    record RenameBrand(@TargetAggregateIdentifier BrandId brandId, String name) implements BrandCommand {}

    /// Checks that the brand exists; rejected with UNKNOWN_BRAND when it does not. Returns nothing
    /// and records no event.
    record VerifyBrandExists(@TargetAggregateIdentifier BrandId brandId) implements BrandCommand {}
}
