package io.packhouse.catalog.command.manifest;

import io.packhouse.catalog.api.manifest.ManifestContentCommand.*;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.api.manifest.ManifestUploadId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.command.manifest.file.ManifestFileType;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.CommandTimeoutException;
import io.packhouse.engine.idempotency.IdempotencyRefusal;
import io.packhouse.engine.postgres.DatabaseFailures;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.shared.api.CommandRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/// Records the lines of a file part by part and then publishes them. After a crash it continues:
/// parts already recorded are skipped, and it publishes once.
@Component
class ManifestImportTask implements DurableTask<ManifestImportTask.Job> {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestImportTask.class);
    private static final int MOST_TRIES = 5;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ManifestUploadStore uploads;
    private final CommandDispatcher dispatcher;
    private final EventStore store;
    private final DiskSpace space;

    record Job(ManifestUploadId id) {}

    ManifestImportTask(ManifestUploadStore uploads, CommandDispatcher dispatcher, EventStore store, DiskSpace space) {
        this.uploads = uploads;
        this.dispatcher = dispatcher;
        this.store = store;
        this.space = space;
    }

    @Override
    public String name() {
        return "catalog-manifest-recording";
    }

    @Override
    public Class<Job> payload() {
        return Job.class;
    }

    @Override
    public Next perform(Job job) {
        var begun = uploads.begin(job.id());
        if (begun.isEmpty()) {
            return new Next.Done();
        }
        var upload = begun.get();
        try {
            record(upload);
        } catch (CommandTimeoutException unanswered) {
            return new Next.Retry(LATER); // It may still happen, and is found done then.
        } catch (CommandRejectedException commandRejectedException) {
            if (commandRejectedException.answer().code().equals(IdempotencyRefusal.KEY_IN_FLIGHT.name())) {
                return new Next.Retry(LATER);
            }
            uploads.failed(upload.id(), commandRejectedException.answer().sentence());
        } catch (IOException | HttpMediaTypeNotSupportedException | RuntimeException e) {
            LOG.warn("Recording {} failed", upload.id(), e);
            if (space.isCauseOf(e) || DatabaseFailures.isAway(e)) {
                return new Next.Retry(LATER); // It was accepted, and nothing is wrong with it.
            }
            if (upload.attempts() < MOST_TRIES) {
                return new Next.Retry(Duration.ofSeconds(upload.attempts()));
            }
            uploads.failed(upload.id(), "The lines could not be recorded.");
        }
        return new Next.Done();
    }

    private void record(ManifestUpload upload) throws IOException, HttpMediaTypeNotSupportedException {
        var content = new ManifestContentId(String.valueOf(upload.contentId()));
        var form = ManifestFileType.of(MediaType.parseMediaType(upload.mediaType()));
        var caller = caller(upload, null);
        var check = ManifestValidation.of(
                uploads.file(upload), form, (part, lines) -> record(upload, content, part, lines, caller));
        dispatcher.send(new CompleteManifestContent(content), caller);
        var key = new Caller.IdempotentRequest(upload.uploadId(), content.value(), new AtomicInteger());
        var commandReceipt = dispatcher.send(
                new PublishManifest(upload.pack(), content, check.rows(), check.units()), caller(upload, key));
        uploads.published(upload.id(), version(upload, commandReceipt), commandReceipt.position());
    }

    private void record(
            ManifestUpload upload, ManifestContentId content, int part, List<ManifestLine> lines, Caller caller) {
        dispatcher.send(new RecordManifestLines(content, part, lines), caller);
        uploads.advance(upload.id(), lines.size());
    }

    /// Unchanged lines make no new version: then the version that already has them is returned.
    private int version(ManifestUpload upload, CommandReceipt commandReceipt) {
        return store.readEvents(upload.packId())
                .asStream()
                .filter(event -> event.getSequenceNumber() <= commandReceipt.version())
                .map(event -> event.getPayload())
                .filter(PackManifestPublished.class::isInstance)
                .map(PackManifestPublished.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow()
                .manifestVersion();
    }

    private static Caller caller(ManifestUpload upload, Caller.@Nullable IdempotentRequest key) {
        return new Caller(
                upload.requestedBy(), Set.of(), upload.requestedAt().toInstant(), upload.traceId(), key, Set.of());
    }
}
