package io.packhouse.identity.query;

import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account; `email` and `name` are missing once the person is erased.
record UserView(
        String id,
        @Nullable String email,
        @Nullable String name,
        List<Role> roles,
        AccountStatus status,
        boolean emailVerified,
        Instant registeredAt,
        Instant changedAt) {}
