package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.archive.HashingOutputStream;
import io.packhouse.app.maintenance.store.ExportedEvent;
import io.packhouse.app.maintenance.store.PositionTranslation;
import io.packhouse.app.maintenance.store.RawEventStore;
import io.packhouse.engine.eventstore.Failpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Appends the events of an archive to a store that is empty or contains the first of them, and
/// then compares both.
final class EventImporter {

    private static final int AT_ONCE = 500;

    private final ArchiveReader archive;
    private final ArchiveManifest archiveManifest;
    private final ArchiveManifest.Events events;
    private final Progress progress;

    EventImporter(ArchiveReader archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
        archiveManifest = archive.manifest();
        events = Objects.requireNonNull(archiveManifest.events());
    }

    PositionTranslation into(RawEventStore target) throws IOException, SQLException {
        var translation = append(target);
        compare(target);
        return translation;
    }

    private PositionTranslation append(RawEventStore target) throws IOException, SQLException {
        var head = target.head();
        var lastId = target.lastId();
        var translation = new PositionTranslation();
        var batch = new ArrayList<ExportedEvent>();
        progress.begin("Moving events", events.count(), "events");
        var entry = Objects.requireNonNull(events.part()).entry();
        try (var lines = new BufferedReader(new InputStreamReader(archive.entry(entry), StandardCharsets.UTF_8))) {
            var ordinal = 0L;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = ExportedEvent.JSON.readValue(line, ExportedEvent.class);
                var to = target.target(event.position(), ordinal, archiveManifest.storeKind());
                translation.note(event.position(), to);
                if (to == head && !event.id().equals(lastId)) {
                    throw strange();
                }
                if (to > head) {
                    batch.add(event.at(to));
                }
                if (batch.size() == AT_ONCE) {
                    append(target, batch);
                }
                progress.step(1);
                ordinal++;
            }
            if (head > translation.last()) {
                throw strange();
            }
        }
        append(target, batch);
        progress.end();
        return translation;
    }

    private static void append(RawEventStore target, List<ExportedEvent> batch) throws IOException, SQLException {
        if (!batch.isEmpty()) {
            target.append(batch);
            batch.clear();
            Failpoint.reached("events.appended");
        }
    }

    private void compare(RawEventStore target) throws IOException, SQLException {
        progress.begin("Comparing events", events.count(), "events");
        var digest = HashingOutputStream.sha256();
        target.read(target.head(), event -> {
            event.hashInto(digest);
            progress.step(1);
        });
        if (!HashingOutputStream.hex(digest).equals(events.canonical())) {
            throw new MaintenanceException("The events in the store are not those of the archive.");
        }
        progress.end();
    }

    private static MaintenanceException strange() {
        return new MaintenanceException("The store to be filled has other events already.");
    }
}
