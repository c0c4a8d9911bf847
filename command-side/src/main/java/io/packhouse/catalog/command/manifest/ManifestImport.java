package io.packhouse.catalog.command.manifest;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.ROWS_REJECTED;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.UPLOAD_FAILED;

import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestUploadId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.command.manifest.ManifestUpload.State;
import io.packhouse.catalog.command.manifest.file.ManifestFileType;
import io.packhouse.catalog.command.pack.PackState;
import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.idempotency.IdempotencyRefusal;
import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.shared.api.CommandRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Accepts manifest files: a file is validated completely before any of it is recorded.
@Component
public class ManifestImport {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final ManifestUploadStore uploads;
    private final DurableTaskScheduler durable;
    private final ManifestImportTask recording;
    private final ManifestUploadCleanupTask expiry;
    private final EventStore store;
    private final TransactionOperations transactions;
    private final HeavyWork heavy;

    ManifestImport(
            ManifestUploadStore uploads,
            DurableTaskScheduler durable,
            ManifestImportTask recording,
            ManifestUploadCleanupTask expiry,
            EventStore store,
            TransactionOperations transactions,
            HeavyWork heavy) {
        this.uploads = uploads;
        this.durable = durable;
        this.recording = recording;
        this.expiry = expiry;
        this.store = store;
        this.transactions = transactions;
        this.heavy = heavy;
    }

    /// Dry run: validates the file and stores nothing.
    public ManifestValidation tried(PackId pack, ManifestFileType form, InputStream body) throws IOException {
        var file = uploads.keep(body);
        try {
            var check = check(file, form);
            requirePackAccepts(pack, check);
            return check;
        } finally {
            ManifestUploadStore.discard(file);
        }
    }

    /// The same key again returns the same upload, also when it failed or was rejected.
    public ManifestUpload take(PackId pack, ManifestFileType form, InputStream body, Caller caller) throws IOException {
        var id = caller.newId("mup", ManifestUploadId::new);
        var known = uploads.one(id);
        if (known.isPresent()) {
            return same(known.get(), caller);
        }
        var file = uploads.keep(body);
        try {
            var check = check(file, form);
            requirePackAccepts(pack, check);
            var upload = upload(id, pack, form, file, check, caller);
            if (open(upload)) {
                return upload;
            }
        } catch (IOException | RuntimeException e) {
            ManifestUploadStore.discard(file);
            throw e;
        }
        ManifestUploadStore.discard(file);
        return same(uploads.one(id).orElseThrow(), caller);
    }

    private ManifestValidation check(Path file, ManifestFileType form) throws IOException {
        return heavy.run(HeavyWork.Kind.IMPORT, () -> ManifestValidation.of(file, form));
    }

    /// Waits until the upload is finished, at most for that time.
    public ManifestUpload settled(ManifestUpload upload, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        var now = upload;
        while (now.is(State.RECORDING) && System.nanoTime() < until) {
            try {
                RequestSlot.releasedWhile(() -> {
                    Thread.sleep(PAUSE);
                    return null;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now;
            }
            now = uploads.one(upload.id()).orElse(now);
        }
        return decent(now);
    }

    private static ManifestUpload decent(ManifestUpload upload) {
        if (upload.is(State.REJECTED)) {
            throw new CommandRejectedException(ROWS_REJECTED, upload.facts());
        }
        if (upload.is(State.FAILED)) {
            throw new CommandRejectedException(
                    UPLOAD_FAILED,
                    Map.of(
                            "uploadId", upload.uploadId(),
                            "why", String.valueOf(upload.failure())));
        }
        return upload;
    }

    private boolean open(ManifestUpload upload) {
        var job = new ManifestImportTask.Job(upload.id());
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            if (!uploads.put(upload)) {
                return false;
            }
            var at = upload.requestedAt().toInstant();
            if (upload.is(State.RECORDING)) {
                durable.schedule(recording, upload.uploadId(), at, job);
            }
            durable.schedule(expiry, upload.uploadId(), at.plus(ManifestUploadStore.KEPT), job);
            return true;
        }));
    }

    /// Checks the pack's state first, so that no lines are recorded that cannot be published.
    private void requirePackAccepts(PackId pack, ManifestValidation check) {
        var offering = new PackState();
        var events = store.readEvents(pack.value())
                .asStream()
                .map(e -> e.getPayload())
                .toList();
        if (events.isEmpty() || !(events.getFirst() instanceof PackEvent)) {
            throw new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", pack.value()));
        }
        events.forEach(event -> offering.evolve((PackEvent) event));
        offering.decide(new PublishManifest(pack, check.contentId(), check.rows(), check.units()));
    }

    private static ManifestUpload same(ManifestUpload known, Caller caller) {
        var request = caller.request();
        if (request != null && !request.bodyHash().equals(known.bodyHash())) {
            throw new CommandRejectedException(IdempotencyRefusal.KEY_REUSED);
        }
        return known;
    }

    private static ManifestUpload upload(
            ManifestUploadId id,
            PackId pack,
            ManifestFileType form,
            Path file,
            ManifestValidation check,
            Caller caller) {
        var wrong = check.rejectedRows() > 0;
        var at = caller.at().atOffset(ZoneOffset.UTC);
        ManifestContentId content = check.contentId();
        return new ManifestUpload(
                id.value(),
                pack.value(),
                caller.request() == null ? "" : caller.request().bodyHash(),
                form.type().toString(),
                file.getFileName().toString(),
                caller.actor(),
                caller.traceId(),
                (wrong ? State.REJECTED : State.RECORDING).name(),
                wrong ? null : content.value(),
                check.rows(),
                0,
                check.units(),
                check.rejectedRows(),
                ManifestUpload.text(check.rejections()),
                null,
                null,
                null,
                0,
                at,
                null,
                at,
                at.plus(ManifestUploadStore.KEPT));
    }
}
