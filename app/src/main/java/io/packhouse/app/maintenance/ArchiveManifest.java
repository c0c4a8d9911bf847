package io.packhouse.app.maintenance;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an archive holds, and by which hashes it is recognised. The last entry of every archive.
/// `snapshot` is PostgreSQL's: which transactions had ended; an event at a lower position than the
/// last may have been under way.
record ArchiveManifest(
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
    static final String FORMAT = "packhouse-archive-1";

    enum Content {
        /// Everything but keys, events as their table or, from Axon Server, line by line.
        BACKUP,
        /// Keys and passwords: what makes personal data readable.
        KEYS,
        /// Events line by line and what the engine was about to do; what can be replayed is left
        /// out.
        MOVE
    }

    /// A migration that the tables had.
    record Step(String version, @Nullable Integer checksum) {}

    /// An entry and the SHA-256 of its bytes.
    record Part(String entry, long bytes, String sha256) {}

    /// `order` makes the same rows the same bytes, wherever they are read.
    record Table(String name, List<String> columns, String order, long rows, Part part) {}

    record Sequence(String name, long last, boolean called) {}

    /// `canonical` is the hash of all events, the same in both kinds of store; `part` is null when
    /// the events travel as a table.
    record Events(long count, long head, @Nullable String canonical, @Nullable Part part) {}

    /// The newest migration: where a restore stops, so that what is loaded fits.
    String version() {
        return steps.isEmpty() ? "0" : steps.getLast().version();
    }

    Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    long eventCount() {
        return events == null ? 0 : events.count();
    }
}
