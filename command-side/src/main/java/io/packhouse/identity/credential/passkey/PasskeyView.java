package io.packhouse.identity.credential.passkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A passkey as its person sees it.
public record PasskeyView(
        String id, String label, Instant addedAt, @Nullable Instant lastUsedAt) {}
