package io.packhouse.identity.api;

/// Whether an account can be used; GUEST for a person who has none and orders without it.
public enum AccountStatus {
    GUEST,
    ACTIVE,
    DEACTIVATED,
    ERASED
}
