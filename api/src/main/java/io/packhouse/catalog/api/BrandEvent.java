package io.packhouse.catalog.api;

import org.axonframework.serialization.Revision;

/// Everything that can have happened to one brand. Names and shapes are permanent.
public sealed interface BrandEvent {

    BrandId brandId();

    /// There is one more brand.
    @Revision("1")
    record BrandRegistered(BrandId brandId, String name) implements BrandEvent {}

    /// It is called otherwise.
    @Revision("1")
    record BrandRenamed(BrandId brandId, String name) implements BrandEvent {}

    /// Another brand was given the name that this id follows from. This id is not a brand's; it
    /// keeps the name for its bearer, for good.
    @Revision("1")
    record BrandNameReserved(BrandId brandId, BrandId bearer, String name) implements BrandEvent {}
}
