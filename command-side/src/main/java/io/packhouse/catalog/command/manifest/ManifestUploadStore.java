package io.packhouse.catalog.command.manifest;

import io.packhouse.catalog.api.manifest.ManifestUploadId;
import io.packhouse.catalog.command.manifest.ManifestUpload.State;
import io.packhouse.engine.datadirectory.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The uploaded files and the status of their imports.
@Component
public class ManifestUploadStore {

    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Path folder;

    ManifestUploadStore(JdbcClient jdbc, Clock clock, DataDirectory data) {
        this.jdbc = jdbc;
        this.clock = clock;
        folder = data.shared().resolve("manifests");
    }

    /// Stores the content in a new file.
    Path keep(InputStream body) throws IOException {
        if (Files.notExists(folder)) {
            var mine = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mine));
        }
        var file = Files.createTempFile(folder, "upload", ".part");
        Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    public Path file(ManifestUpload upload) {
        return folder.resolve(upload.file());
    }

    public Optional<ManifestUpload> one(ManifestUploadId id) {
        return jdbc.sql("select * from engine.manifest_upload where upload_id = ?")
                .param(id.value())
                .query(ManifestUpload.class)
                .optional();
    }

    /// Whether the upload is new: the same id twice is one upload.
    boolean put(ManifestUpload upload) {
        return jdbc.sql("""
                                insert into engine.manifest_upload (upload_id, pack_id, body_hash,
                                    media_type, file, requested_by, trace_id, state, content_id,
                                    rows_total, units, rejected_rows, rejections, requested_at,
                                    changed_at, expires_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (upload_id) do nothing
                                """)
                        .params(
                                upload.uploadId(),
                                upload.packId(),
                                upload.bodyHash(),
                                upload.mediaType(),
                                upload.file(),
                                upload.requestedBy(),
                                upload.traceId(),
                                upload.state(),
                                upload.contentId(),
                                upload.rowsTotal(),
                                upload.units(),
                                upload.rejectedRows(),
                                upload.rejections(),
                                upload.requestedAt(),
                                upload.changedAt(),
                                upload.expiresAt())
                        .update()
                == 1;
    }

    /// Counts the attempt; empty when the upload is no longer being recorded.
    Optional<ManifestUpload> begin(ManifestUploadId id) {
        return jdbc.sql("""
                        update engine.manifest_upload
                        set rows_done = 0, started_at = ?, changed_at = ?, attempts = attempts + 1
                        where upload_id = ? and state = 'RECORDING'
                        returning *
                        """)
                .params(now(), now(), id.value())
                .query(ManifestUpload.class)
                .optional();
    }

    void advance(ManifestUploadId id, int rows) {
        jdbc.sql("""
                        update engine.manifest_upload set rows_done = rows_done + ?, changed_at = ?
                        where upload_id = ?
                        """).params(rows, now(), id.value()).update();
    }

    void published(ManifestUploadId id, int version, long position) {
        jdbc.sql("""
                        update engine.manifest_upload
                        set state = ?, version = ?, position = ?, changed_at = ?
                        where upload_id = ?
                        """)
                .params(State.PUBLISHED.name(), version, position, now(), id.value())
                .update();
    }

    void failed(ManifestUploadId id, String why) {
        jdbc.sql("""
                        update engine.manifest_upload set state = ?, failure = ?, changed_at = ?
                        where upload_id = ?
                        """).params(State.FAILED.name(), why, now(), id.value()).update();
    }

    /// Deletes the upload and its file, and files of interrupted requests that have no row.
    void delete(ManifestUploadId id) throws IOException {
        var own = jdbc.sql("delete from engine.manifest_upload where upload_id = ? returning file")
                .param(id.value())
                .query(String.class)
                .optional();
        if (own.isPresent()) {
            Files.deleteIfExists(folder.resolve(own.get()));
        }
        var known = jdbc.sql("select file from engine.manifest_upload")
                .query(String.class)
                .set();
        var old = clock.instant().minus(KEPT);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                // 0 when another cleanup has just deleted the file.
                var touched = Instant.ofEpochMilli(file.toFile().lastModified());
                if (!known.contains(file.getFileName().toString()) && touched.isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
