package io.packhouse.analytics.query.export;

import io.packhouse.analytics.api.AnalyticsRefusal;
import io.packhouse.analytics.api.ExportId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.idempotency.IdempotencyRefusal;
import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Exports of the analysts' tables as files.
@RestController
@RequestMapping("/api/v1/exports")
class ExportEndpoint {

    private static final String READ = "analytics:read";

    private final TableSource source;
    private final ExportStore exports;
    private final DurableTaskScheduler durable;
    private final ExportTask work;
    private final ExportCleanupTask expiry;

    record ExportRequest(@NotBlank String table, @NotNull ExportFormat format) {}

    ExportEndpoint(
            TableSource source,
            ExportStore exports,
            DurableTaskScheduler durable,
            ExportTask work,
            ExportCleanupTask expiry) {
        this.source = source;
        this.exports = exports;
        this.durable = durable;
        this.work = work;
        this.expiry = expiry;
    }

    /// Requests a table of the schema analytics as CSV, XLSX, JSONL or PARQUET; the returned
    /// address reports the progress, and the file is kept for a day.
    @PostMapping
    @RequiresScope(READ)
    @RequiresIdempotencyKey
    @Transactional
    public ResponseEntity<ExportView> request(@Valid @RequestBody ExportRequest body, Caller caller) {
        if (!source.tables().contains(body.table())) {
            throw new CommandRejectedException(
                    AnalyticsRefusal.UNKNOWN_TABLE, Map.of("table", body.table(), "known", source.tables()));
        }
        var id = caller.newId("exp", ExportId::new);
        var job = new ExportTask.Job(id, body.table(), body.format());
        if (exports.request(id, body.table(), body.format(), caller.actor(), caller.at())) {
            durable.schedule(work, id.value(), caller.at(), job);
            durable.schedule(expiry, id.value(), caller.at().plus(ExportStore.KEPT), job);
        }
        var export = found(id);
        if (!export.table().equals(body.table())
                || !export.format().equals(body.format().name())) {
            throw new CommandRejectedException(IdempotencyRefusal.KEY_REUSED);
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/exports/" + id))
                .body(export);
    }

    @GetMapping("/{id}")
    @RequiresScope(READ)
    public ExportView progress(@PathVariable ExportId id) {
        return found(id);
    }

    @GetMapping(
            path = "/{id}/file",
            produces = {
                ExportFormat.MediaTypes.CSV,
                ExportFormat.MediaTypes.XLSX,
                ExportFormat.MediaTypes.JSONL,
                ExportFormat.MediaTypes.PARQUET,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @RequiresScope(READ)
    public ResponseEntity<Resource> file(@PathVariable ExportId id) {
        var export = found(id);
        var format = ExportFormat.valueOf(export.format());
        if (export.file() == null) {
            throw new CommandRejectedException(
                    AnalyticsRefusal.EXPORT_NOT_READY, Map.of("exportId", id.value(), "status", export.status()));
        }
        var name = export.table() + "." + format.ending();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .body(new FileSystemResource(exports.file(id, format)));
    }

    private ExportView found(ExportId id) {
        return exports.one(id)
                .orElseThrow(() ->
                        new CommandRejectedException(AnalyticsRefusal.UNKNOWN_EXPORT, Map.of("exportId", id.value())));
    }
}
