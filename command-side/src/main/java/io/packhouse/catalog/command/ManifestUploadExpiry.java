package io.packhouse.catalog.command;

import io.packhouse.engine.timers.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Takes a file from the shelf when its day is over.
@Component
class ManifestUploadExpiry implements Work<ManifestRecording.Job> {

    private final ManifestShelf shelf;

    ManifestUploadExpiry(ManifestShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "catalog-manifest-expiry";
    }

    @Override
    public Class<ManifestRecording.Job> payload() {
        return ManifestRecording.Job.class;
    }

    @Override
    public Next perform(ManifestRecording.Job job) {
        try {
            shelf.forget(job.id());
            return new Next.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
