package io.packhouse.shared.api;

import org.axonframework.commandhandling.RoutingKey;

/// Has the house ever had goods under that SKU? Inventory answers with true or false and records
/// nothing; the catalog asks before a vendor gets the SKU.
public record GetStockHistory(@RoutingKey Sku sku) {}
