package io.packhouse.analytics.query;

import io.packhouse.engine.timers.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Takes a file from the shelf when its time is over.
@Component
class ExportExpiry implements Work<ExportWork.Job> {

    private final ExportShelf shelf;

    ExportExpiry(ExportShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "analytics-export-expiry";
    }

    @Override
    public Class<ExportWork.Job> payload() {
        return ExportWork.Job.class;
    }

    @Override
    public Next perform(ExportWork.Job job) {
        try {
            shelf.forget(job.id(), job.format());
            return new Next.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
