package io.packhouse.notifications.query;

import io.packhouse.engine.mail.MailStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An e-mail without its content. `recipient` has only the first character of the name, or is `[erased]`.
record MailView(
        long number,
        String personId,
        String recipient,
        String template,
        String cause,
        MailStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant endedAt) {}
