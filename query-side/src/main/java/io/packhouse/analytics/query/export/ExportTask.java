package io.packhouse.analytics.query.export;

import io.packhouse.analytics.api.ExportId;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.heavy.HeavyWorkRejectedException;
import io.packhouse.engine.postgres.DatabaseFailures;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.scheduling.DurableTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Writes one table into a temporary file and renames it when it is complete. After a crash it
/// starts again; after three failures the export is FAILED with the reason, but a full disk and an
/// unavailable database are waited for.
@Component
class ExportTask implements DurableTask<ExportTask.Job> {

    private static final Logger LOG = LoggerFactory.getLogger(ExportTask.class);
    private static final int MOST_TRIES = 3;
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private final TableSource source;
    private final ExportStore exports;
    private final HeavyWork heavy;
    private final DiskSpace space;

    record Job(ExportId id, String table, ExportFormat format) {}

    ExportTask(TableSource source, ExportStore exports, HeavyWork heavy, DiskSpace space) {
        this.source = source;
        this.exports = exports;
        this.heavy = heavy;
        this.space = space;
    }

    @Override
    public String name() {
        return "analytics-export";
    }

    @Override
    public Class<Job> payload() {
        return Job.class;
    }

    /// One export at a time per node; the others are rescheduled.
    @Override
    public Next perform(Job job) {
        try {
            return heavy.runInBackground(HeavyWork.Kind.EXPORT, () -> export(job));
        } catch (HeavyWorkRejectedException busy) {
            return new Next.Retry(Duration.ofSeconds(1));
        }
    }

    private Next export(Job job) {
        var tries = exports.begin(job.id());
        if (tries.isEmpty()) {
            return new Next.Done();
        }
        try {
            write(job);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warn("Export {} of {} failed", job.id(), job.table(), e);
            if (space.isCauseOf(e) || DatabaseFailures.isAway(e)) {
                makeRoom(job);
                return new Next.Retry(LATER);
            }
            if (tries.get() < MOST_TRIES) {
                return new Next.Retry(Duration.ofSeconds(1));
            }
            exports.end(job.id(), null, "The table could not be written.");
        }
        return new Next.Done();
    }

    /// A partial file would occupy space that other exports need.
    private void makeRoom(Job job) {
        try {
            Files.deleteIfExists(part(job));
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", part(job), e);
        }
    }

    private Path part(Job job) {
        return Path.of(exports.file(job.id(), job.format()) + ".part");
    }

    private void write(Job job) throws IOException, SQLException {
        var file = exports.file(job.id(), job.format());
        var part = part(job);
        source.copy(job.table(), columns -> job.format().open(part, job.table(), columns), new ExportState(job.id()));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        exports.end(job.id(), Files.size(file), null);
    }

    /// Stores the progress four times a second, and at the end.
    private final class ExportState implements TableSource.Progress {

        private final ExportId id;
        private long total;
        private long last = System.nanoTime();

        ExportState(ExportId id) {
            this.id = id;
        }

        @Override
        public void total(long rows) {
            total = rows;
            exports.advance(id, 0, rows);
        }

        @Override
        public void done(long rows) {
            if (rows == total || System.nanoTime() - last > PAUSE_NANOS) {
                last = System.nanoTime();
                exports.advance(id, rows, null);
            }
        }
    }
}
