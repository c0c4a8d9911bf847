package io.packhouse.identity.query;

import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account or a guest; `email` and `name` are missing once the person is erased, and the name if a guest gave none.
record UserView(
        String id,
        @Nullable String email,
        @Nullable String name,
        List<Role> roles,
        AccountStatus status,
        boolean emailVerified,
        Instant registeredAt,
        Instant changedAt) {}
