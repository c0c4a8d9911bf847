package io.packhouse.identity.credential.session;

import java.time.Instant;

/// A session as its person sees it; `current` is the one that asks.
public record SessionView(
        String id,
        String network,
        String agent,
        boolean browser,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean current) {}
