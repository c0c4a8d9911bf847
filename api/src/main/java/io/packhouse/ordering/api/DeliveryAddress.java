package io.packhouse.ordering.api;

import org.jspecify.annotations.Nullable;

/// Delivery address and contact data of the recipient. `country` is ISO 3166-1 alpha-2.
public record DeliveryAddress(
        String name,
        String street,
        @Nullable String street2,
        String postalCode,
        String city,
        String country,
        @Nullable String email) {}
