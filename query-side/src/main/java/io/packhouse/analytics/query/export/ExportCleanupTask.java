package io.packhouse.analytics.query.export;

import io.packhouse.engine.scheduling.DurableTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Deletes an expired export file.
@Component
class ExportCleanupTask implements DurableTask<ExportTask.Job> {

    private final ExportStore exports;

    ExportCleanupTask(ExportStore exports) {
        this.exports = exports;
    }

    @Override
    public String name() {
        return "analytics-export-expiry";
    }

    @Override
    public Class<ExportTask.Job> payload() {
        return ExportTask.Job.class;
    }

    @Override
    public Next perform(ExportTask.Job job) {
        try {
            exports.delete(job.id(), job.format());
            return new Next.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
