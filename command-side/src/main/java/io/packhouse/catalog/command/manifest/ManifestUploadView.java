package io.packhouse.catalog.command.manifest;

import io.packhouse.catalog.command.manifest.file.ManifestRejection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An uploaded file and its progress. `version` and `manifest` are present when it is PUBLISHED,
/// the rejections when it is REJECTED, `failure` when it FAILED. What is not known yet is null.
public record ManifestUploadView(
        String id,
        String packId,
        String state,
        int rows,
        int rowsDone,
        int percent,
        long units,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Integer version,
        @Nullable URI manifest,
        @Nullable Integer rejectedRows,
        @Nullable List<ManifestRejection> rejections,
        @Nullable URI rejected,
        @Nullable String failure,
        Instant requestedAt,
        Instant expiresAt) {}
