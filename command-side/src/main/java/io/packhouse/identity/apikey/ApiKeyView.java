package io.packhouse.identity.apikey;

import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key without its secret. `prefix` is how it begins.
record ApiKeyView(
        ApiKeyId id,
        String prefix,
        String name,
        PersonId owner,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    ApiKeyView named(String readable) {
        return new ApiKeyView(id, prefix, readable, owner, scopes, createdAt, expiresAt, lastUsedAt, revokedAt);
    }
}
