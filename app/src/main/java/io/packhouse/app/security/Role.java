package io.packhouse.app.security;

import java.util.Set;

/// The roles and their scopes.
public enum Role {
    CUSTOMER("orders:place", "orders:read", "payments:read", "loyalty:read", "loyalty:redeem"),
    WAREHOUSE("inventory:read", "inventory:write", "orders:read", "orders:read-all", "orders:manage"),
    FINANCE(
            "orders:read",
            "orders:read-all",
            "payments:read",
            "payments:manage",
            "loyalty:read",
            "loyalty:manage",
            "analytics:read"),
    VENDOR("products:write"),
    AUDITOR("audit:read", "orders:read", "orders:read-all", "payments:read", "inventory:read", "operations"),
    /// A monitoring program.
    METRICS("metrics:read"),
    ADMIN(
            "orders:place",
            "orders:read",
            "orders:read-all",
            "orders:manage",
            "payments:read",
            "payments:manage",
            "inventory:read",
            "inventory:write",
            "catalog:write",
            "products:write",
            "products:approve",
            "loyalty:read",
            "loyalty:redeem",
            "loyalty:manage",
            "audit:read",
            "analytics:read",
            "operations",
            "operations:write");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
    private final Set<String> scopes;

    Role(String... scopes) {
        this.scopes = Set.of(scopes);
    }

    public Set<String> scopes() {
        return scopes;
    }
}
