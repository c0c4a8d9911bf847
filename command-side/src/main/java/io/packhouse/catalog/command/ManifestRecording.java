package io.packhouse.catalog.command;

import io.packhouse.catalog.api.ManifestContentCommand.RecordManifestLines;
import io.packhouse.catalog.api.ManifestContentCommand.SealManifestContent;
import io.packhouse.catalog.api.ManifestContentId;
import io.packhouse.catalog.api.ManifestLine;
import io.packhouse.catalog.api.ManifestUploadId;
import io.packhouse.catalog.api.PackCommand.PublishManifest;
import io.packhouse.catalog.api.PackEvent.PackManifestPublished;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.CommandUnanswered;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.idempotency.KeyRefusal;
import io.packhouse.engine.postgres.DatabaseFailures;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.timers.Work;
import io.packhouse.shared.api.Refused;
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

/// Records the lines of a file part by part, and publishes them when all are there. After a crash
/// it goes on: parts that were recorded are not recorded again, and it publishes once.
@Component
class ManifestRecording implements Work<ManifestRecording.Job> {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestRecording.class);
    private static final int MOST_TRIES = 5;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ManifestShelf shelf;
    private final Doors doors;
    private final EventStore store;
    private final DiskSpace space;

    record Job(ManifestUploadId id) {}

    ManifestRecording(ManifestShelf shelf, Doors doors, EventStore store, DiskSpace space) {
        this.shelf = shelf;
        this.doors = doors;
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
        var begun = shelf.begin(job.id());
        if (begun.isEmpty()) {
            return new Next.Done();
        }
        var upload = begun.get();
        try {
            record(upload);
        } catch (CommandUnanswered unanswered) {
            return new Next.Again(LATER); // It may still happen, and is found done then.
        } catch (Refused refused) {
            if (refused.answer().code().equals(KeyRefusal.KEY_IN_FLIGHT.name())) {
                return new Next.Again(LATER);
            }
            shelf.failed(upload.id(), refused.answer().sentence());
        } catch (IOException | HttpMediaTypeNotSupportedException | RuntimeException e) {
            LOG.warn("Recording {} failed", upload.id(), e);
            if (space.isCauseOf(e) || DatabaseFailures.isAway(e)) {
                return new Next.Again(LATER); // It was accepted, and nothing is wrong with it.
            }
            if (upload.attempts() < MOST_TRIES) {
                return new Next.Again(Duration.ofSeconds(upload.attempts()));
            }
            shelf.failed(upload.id(), "The lines could not be recorded.");
        }
        return new Next.Done();
    }

    private void record(ManifestUpload upload)
            throws IOException, HttpMediaTypeNotSupportedException {
        var content = new ManifestContentId(String.valueOf(upload.contentId()));
        var form = ManifestForm.of(MediaType.parseMediaType(upload.form()));
        var caller = caller(upload, null);
        var check =
                ManifestCheck.of(
                        shelf.file(upload),
                        form,
                        (part, lines) -> record(upload, content, part, lines, caller));
        doors.send(new SealManifestContent(content), caller);
        var key = new Caller.KeyedRequest(upload.uploadId(), content.value(), new AtomicInteger());
        var recorded =
                doors.send(
                        new PublishManifest(upload.pack(), content, check.rows(), check.units()),
                        caller(upload, key));
        shelf.published(upload.id(), version(upload, recorded), recorded.position());
    }

    private void record(
            ManifestUpload upload,
            ManifestContentId content,
            int part,
            List<ManifestLine> lines,
            Caller caller) {
        doors.send(new RecordManifestLines(content, part, lines), caller);
        shelf.advance(upload.id(), lines.size());
    }

    /// The same lines as before are no new version: then it is the one that has them.
    private int version(ManifestUpload upload, Recorded recorded) {
        return store.readEvents(upload.packId())
                .asStream()
                .filter(event -> event.getSequenceNumber() <= recorded.version())
                .map(event -> event.getPayload())
                .filter(PackManifestPublished.class::isInstance)
                .map(PackManifestPublished.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow()
                .manifestVersion();
    }

    private static Caller caller(ManifestUpload upload, Caller.@Nullable KeyedRequest key) {
        return new Caller(
                upload.askedBy(),
                Set.of(),
                upload.askedAt().toInstant(),
                upload.traceId(),
                key,
                Set.of());
    }
}
