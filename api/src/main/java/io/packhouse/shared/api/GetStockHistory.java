package io.packhouse.shared.api;

import org.axonframework.commandhandling.RoutingKey;

/// Query whether the shop has ever stocked goods of that SKU. Inventory answers true or false and
/// records nothing; the catalog asks before a vendor gets the SKU.
public record GetStockHistory(@RoutingKey Sku sku) {}
