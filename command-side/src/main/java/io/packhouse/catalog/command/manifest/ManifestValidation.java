package io.packhouse.catalog.command.manifest;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.EMPTY_MANIFEST;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.TOO_MANY_LINES;

import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.command.manifest.file.ManifestFileType;
import io.packhouse.catalog.command.manifest.file.ManifestLineParser;
import io.packhouse.catalog.command.manifest.file.ManifestRejection;
import io.packhouse.catalog.command.manifest.file.ManifestRow;
import io.packhouse.shared.api.CommandRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Validates a whole file in one pass and holds at most one part of its lines in memory.
public final class ManifestValidation {

    private static final int MOST_LINES = 200_000;
    private static final int SHOWN = 100;

    private final BiConsumer<Integer, List<ManifestLine>> parts;
    private final List<ManifestRejection> rejections = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private List<ManifestLine> part = new ArrayList<>();
    private int rows;
    private int rejectedRows;
    private long units;

    private ManifestValidation(BiConsumer<Integer, List<ManifestLine>> parts) {
        this.parts = parts;
    }

    static ManifestValidation of(Path file, ManifestFileType form) throws IOException {
        return of(file, form, (_, _) -> {});
    }

    /// Passes each part on, with its number from 0, until a row is invalid.
    static ManifestValidation of(Path file, ManifestFileType form, BiConsumer<Integer, List<ManifestLine>> parts)
            throws IOException {
        var check = new ManifestValidation(parts);
        form.read(file, check::take);
        check.close();
        return check;
    }

    private void take(ManifestRow row) {
        rows++;
        if (rows > MOST_LINES) {
            throw new CommandRejectedException(TOO_MANY_LINES);
        }
        var checked = new ManifestLineParser(row);
        var line = checked.line();
        if (line == null) {
            rejectedRows++;
            checked.wrong().stream().limit(SHOWN - rejections.size()).forEach(rejections::add);
            return;
        }
        units += line.quantity();
        part.add(line);
        if (part.size() == ManifestDigest.LINES_IN_A_PART) {
            endPart();
        }
    }

    private void close() {
        if (rows == 0) {
            throw new CommandRejectedException(EMPTY_MANIFEST);
        }
        if (!part.isEmpty()) {
            endPart();
        }
    }

    private void endPart() {
        if (rejectedRows == 0) {
            parts.accept(hashes.size(), part);
            hashes.add(ManifestDigest.hash(part));
        }
        part = new ArrayList<>();
    }

    ManifestContentId contentId() {
        return ManifestDigest.id(hashes);
    }

    public int rows() {
        return rows;
    }

    public long units() {
        return units;
    }

    public int rejectedRows() {
        return rejectedRows;
    }

    public List<ManifestRejection> rejections() {
        return rejections;
    }
}
