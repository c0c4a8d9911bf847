package io.packhouse.catalog.command.manifest;

import io.packhouse.catalog.api.manifest.ManifestUploadId;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.command.manifest.file.ManifestRejection;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// An uploaded manifest file and its import status, as stored in its row.
public record ManifestUpload(
        String uploadId,
        String packId,
        String bodyHash,
        String mediaType,
        String file,
        String requestedBy,
        String traceId,
        String state,
        @Nullable String contentId,
        int rowsTotal,
        int rowsDone,
        long units,
        int rejectedRows,
        String rejections,
        @Nullable Integer version,
        @Nullable Long position,
        @Nullable String failure,
        int attempts,
        OffsetDateTime requestedAt,
        @Nullable OffsetDateTime startedAt,
        OffsetDateTime changedAt,
        OffsetDateTime expiresAt) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<ManifestRejection>> REJECTIONS = new TypeReference<>() {};

    public enum State {
        REJECTED,
        RECORDING,
        PUBLISHED,
        FAILED
    }

    ManifestUploadId id() {
        return new ManifestUploadId(uploadId);
    }

    PackId pack() {
        return new PackId(packId);
    }

    public boolean is(State wanted) {
        return state.equals(wanted.name());
    }

    List<ManifestRejection> wrong() {
        return JSON.readValue(rejections, REJECTIONS);
    }

    static String text(List<ManifestRejection> rejections) {
        return JSON.writeValueAsString(rejections);
    }

    /// Details of the problem when nothing was published.
    Map<String, Object> facts() {
        return Map.of(
                "uploadId", uploadId,
                "rows", rowsTotal,
                "rejectedRows", rejectedRows,
                "rejections", wrong(),
                "rejected", rejected().toString());
    }

    public URI address() {
        return URI.create("/api/v1/manifest-uploads/" + uploadId);
    }

    private URI rejected() {
        return URI.create(address() + "/rejected");
    }

    public ManifestUploadView view() {
        var wrong = is(State.REJECTED);
        return new ManifestUploadView(
                uploadId,
                packId,
                state,
                rowsTotal,
                rowsDone,
                100 * rowsDone / rowsTotal,
                units,
                rate(),
                secondsLeft(),
                version,
                version == null ? null : URI.create("/api/v1/packs/" + packId + "/manifests/" + version),
                wrong ? rejectedRows : null,
                wrong ? wrong() : null,
                wrong ? rejected() : null,
                failure,
                requestedAt.toInstant(),
                expiresAt.toInstant());
    }

    private @Nullable Long rate() {
        if (startedAt == null) {
            return null;
        }
        var millis = Duration.between(startedAt, changedAt).toMillis();
        return millis <= 0 ? null : 1_000L * rowsDone / millis;
    }

    private @Nullable Long secondsLeft() {
        var rate = rate();
        return rate == null || rate == 0 || !is(State.RECORDING) ? null : (rowsTotal - rowsDone) / rate;
    }
}
