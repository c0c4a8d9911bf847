package io.packhouse.analytics.query.export;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An export and its progress. What is not known yet is absent; `file` is present while the file
/// can be downloaded, until `expiresAt`.
record ExportView(
        String id,
        String table,
        String format,
        String status,
        @Nullable Long percent,
        long rows,
        @Nullable Long totalRows,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Long bytes,
        @Nullable String failure,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable URI file) {}
