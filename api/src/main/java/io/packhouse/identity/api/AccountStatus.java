package io.packhouse.identity.api;

/// Whether an account can be used.
public enum AccountStatus {
    ACTIVE,
    DEACTIVATED,
    ERASED
}
