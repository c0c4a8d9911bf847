package io.packhouse.catalog.command.manifest;

import io.packhouse.engine.scheduling.DurableTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Deletes an expired upload and its file.
@Component
class ManifestUploadCleanupTask implements DurableTask<ManifestImportTask.Job> {

    private final ManifestUploadStore uploads;

    ManifestUploadCleanupTask(ManifestUploadStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return "catalog-manifest-expiry";
    }

    @Override
    public Class<ManifestImportTask.Job> payload() {
        return ManifestImportTask.Job.class;
    }

    @Override
    public Next perform(ManifestImportTask.Job job) {
        try {
            uploads.delete(job.id());
            return new Next.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
