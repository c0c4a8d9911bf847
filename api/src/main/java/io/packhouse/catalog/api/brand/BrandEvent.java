package io.packhouse.catalog.api.brand;

import org.axonframework.serialization.Revision;

/// Events of the Brand aggregate. Names and shapes are permanent.
public sealed interface BrandEvent {

    BrandId brandId();

    /// A brand was registered.
    @Revision("1")
    record BrandRegistered(BrandId brandId, String name) implements BrandEvent {}

    /// The brand was renamed.
    @Revision("1")
    record BrandRenamed(BrandId brandId, String name) implements BrandEvent {}

    /// A brand was renamed to the name from which this id is derived, so the name is permanently
    /// reserved for that brand, `bearer`. No brand has this id itself.
    @Revision("1")
    record BrandNameReserved(BrandId brandId, BrandId bearer, String name) implements BrandEvent {}
}
