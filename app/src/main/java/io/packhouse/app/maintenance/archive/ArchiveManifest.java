package io.packhouse.app.maintenance.archive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The contents of an archive and their hashes; the last entry of every archive. `snapshot` is
/// PostgreSQL's: it lists which transactions had ended; an event below the last position may have
/// been uncommitted.
public record ArchiveManifest(
        String format,
        Content content,
        String madeAt,
        String storeId,
        String storeKind,
        String engine,
        String postgres,
        String snapshot,
        List<Step> steps,
        @Nullable Events events,
        List<Table> tables,
        List<Sequence> sequences,
        List<Part> files) {

    static final String ENTRY = "manifest.json";
    public static final String FORMAT = "packhouse-archive-1";

    public enum Content {
        /// Everything except keys; events as their table or, from Axon Server, line by line.
        BACKUP,
        /// Keys and passwords, which make personal data readable.
        KEYS,
        /// Events line by line and scheduled tasks; everything a replay restores is left out.
        MOVE
    }

    /// An applied migration.
    public record Step(String version, @Nullable Integer checksum) {}

    /// An entry with the SHA-256 of its bytes.
    public record Part(String entry, long bytes, String sha256) {}

    /// `order` makes equal rows equal bytes in every database.
    public record Table(String name, List<String> columns, String order, long rows, Part part) {}

    public record Sequence(String name, long last, boolean called) {}

    /// `canonical` is the hash of all events, equal in both kinds of store; `part` is null when the
    /// events are saved as a table.
    public record Events(
            long count,
            long head,
            @Nullable String canonical,
            @Nullable Part part) {}

    /// The newest migration: a restore migrates to it before it loads the rows.
    public String version() {
        return steps.isEmpty() ? "0" : steps.getLast().version();
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    public long eventCount() {
        return events == null ? 0 : events.count();
    }
}
