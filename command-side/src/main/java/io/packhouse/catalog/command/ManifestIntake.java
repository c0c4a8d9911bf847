package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.ManifestRefusal.ROWS_REJECTED;
import static io.packhouse.catalog.api.ManifestRefusal.UPLOAD_FAILED;

import io.packhouse.catalog.api.ManifestContentId;
import io.packhouse.catalog.api.ManifestUploadId;
import io.packhouse.catalog.api.PackCommand.PublishManifest;
import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackRefusal;
import io.packhouse.catalog.command.ManifestUpload.State;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.idempotency.KeyRefusal;
import io.packhouse.engine.timers.DurableWork;
import io.packhouse.shared.api.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Takes a file in: it is checked whole before anything of it is recorded.
@Component
class ManifestIntake {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final ManifestShelf shelf;
    private final DurableWork durable;
    private final ManifestRecording recording;
    private final ManifestUploadExpiry expiry;
    private final EventStore store;
    private final TransactionOperations transactions;
    private final HeavyWork heavy;

    ManifestIntake(
            ManifestShelf shelf,
            DurableWork durable,
            ManifestRecording recording,
            ManifestUploadExpiry expiry,
            EventStore store,
            TransactionOperations transactions,
            HeavyWork heavy) {
        this.shelf = shelf;
        this.durable = durable;
        this.recording = recording;
        this.expiry = expiry;
        this.store = store;
        this.transactions = transactions;
        this.heavy = heavy;
    }

    /// What the file would come to. Nothing of it stays.
    ManifestCheck tried(PackId pack, ManifestForm form, InputStream body) throws IOException {
        var file = shelf.keep(body);
        try {
            var check = check(file, form);
            mustTake(pack, check);
            return check;
        } finally {
            ManifestShelf.discard(file);
        }
    }

    /// The same key again is the same upload, whatever became of it.
    ManifestUpload take(PackId pack, ManifestForm form, InputStream body, Caller caller)
            throws IOException {
        var id = caller.newId("mup", ManifestUploadId::new);
        var known = shelf.one(id);
        if (known.isPresent()) {
            return same(known.get(), caller);
        }
        var file = shelf.keep(body);
        try {
            var check = check(file, form);
            mustTake(pack, check);
            var upload = upload(id, pack, form, file, check, caller);
            if (open(upload)) {
                return upload;
            }
        } catch (IOException | RuntimeException e) {
            ManifestShelf.discard(file);
            throw e;
        }
        ManifestShelf.discard(file);
        return same(shelf.one(id).orElseThrow(), caller);
    }

    private ManifestCheck check(Path file, ManifestForm form) throws IOException {
        return heavy.run(HeavyWork.Kind.IMPORT, () -> ManifestCheck.of(file, form));
    }

    /// What became of it in that time.
    ManifestUpload settled(ManifestUpload upload, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        var now = upload;
        while (now.is(State.RECORDING) && System.nanoTime() < until) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now;
            }
            now = shelf.one(upload.id()).orElse(now);
        }
        return decent(now);
    }

    private static ManifestUpload decent(ManifestUpload upload) {
        if (upload.is(State.REJECTED)) {
            throw new Refused(ROWS_REJECTED, upload.facts());
        }
        if (upload.is(State.FAILED)) {
            throw new Refused(
                    UPLOAD_FAILED,
                    Map.of(
                            "uploadId", upload.uploadId(),
                            "why", String.valueOf(upload.failure())));
        }
        return upload;
    }

    private boolean open(ManifestUpload upload) {
        var job = new ManifestRecording.Job(upload.id());
        return Boolean.TRUE.equals(
                transactions.execute(
                        _ -> {
                            if (!shelf.put(upload)) {
                                return false;
                            }
                            var at = upload.askedAt().toInstant();
                            if (upload.is(State.RECORDING)) {
                                durable.schedule(recording, upload.uploadId(), at, job);
                            }
                            durable.schedule(
                                    expiry, upload.uploadId(), at.plus(ManifestShelf.KEPT), job);
                            return true;
                        }));
    }

    /// Asks the pack's own mind, so that lines nobody will publish are not recorded.
    private void mustTake(PackId pack, ManifestCheck check) {
        var offering = new Offering();
        var events = store.readEvents(pack.value()).asStream().map(e -> e.getPayload()).toList();
        if (events.isEmpty() || !(events.getFirst() instanceof PackEvent)) {
            throw new Refused(PackRefusal.UNKNOWN_PACK, Map.of("packId", pack.value()));
        }
        events.forEach(event -> offering.evolve((PackEvent) event));
        offering.decide(new PublishManifest(pack, check.contentId(), check.rows(), check.units()));
    }

    private static ManifestUpload same(ManifestUpload known, Caller caller) {
        var request = caller.request();
        if (request != null && !request.bodyHash().equals(known.bodyHash())) {
            throw new Refused(KeyRefusal.KEY_REUSED);
        }
        return known;
    }

    private static ManifestUpload upload(
            ManifestUploadId id,
            PackId pack,
            ManifestForm form,
            Path file,
            ManifestCheck check,
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
                at.plus(ManifestShelf.KEPT));
    }
}
