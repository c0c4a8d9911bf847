package io.packhouse.identity.api;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// The roles of accounts and tokens, each a set of scopes.
public enum Role {
    CUSTOMER("orders:place", "orders:read", "payments:read", "loyalty:read", "loyalty:redeem", "account"),
    VENDOR("products:write", "account"),
    LOGISTICS("inventory:read", "inventory:write", "orders:read", "orders:read-all", "orders:manage", "account"),
    FINANCE(
            "orders:read",
            "orders:read-all",
            "payments:read",
            "payments:manage",
            "loyalty:read",
            "loyalty:manage",
            "analytics:read",
            "account"),
    SUPPORT(
            "orders:read",
            "orders:read-all",
            "payments:read",
            "inventory:read",
            "loyalty:read",
            "accounts:read",
            "account"),
    /// Reads everything that was recorded, and changes nothing.
    AUDITOR("audit:read", "orders:read", "orders:read-all", "payments:read", "inventory:read", "operations", "account"),
    ANALYST("analytics:read", "account"),
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
            "accounts:read",
            "accounts:manage",
            "operations",
            "operations:write",
            "settings:write",
            "account"),
    /// A person without an account, who orders. No account has it: it ends when the person gets one.
    GUEST("orders:place", "orders:read", "payments:read", "account", "guest"),
    /// A monitoring program. No account has it.
    METRICS("metrics:read");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
    private final Set<String> scopes;

    Role(String... scopes) {
        this.scopes = Set.of(scopes);
    }

    public Set<String> scopes() {
        return scopes;
    }

    /// Whether an account may have it.
    public boolean isGrantable() {
        return this != METRICS && this != GUEST;
    }

    /// All scopes of these roles, sorted and separated by spaces: the claim `scope` of a token.
    public static String scopes(Collection<Role> roles) {
        var all = new TreeSet<String>();
        roles.forEach(role -> all.addAll(role.scopes));
        return String.join(" ", all);
    }
}
