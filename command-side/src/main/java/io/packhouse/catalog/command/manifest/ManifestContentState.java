package io.packhouse.catalog.command.manifest;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.CONTENT_MISMATCH;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.EMPTY_MANIFEST;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.PART_OUT_OF_ORDER;

import io.packhouse.catalog.api.manifest.ManifestContentCommand.*;
import io.packhouse.catalog.api.manifest.ManifestContentEvent;
import io.packhouse.catalog.api.manifest.ManifestContentEvent.*;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// State and decisions of a manifest content: it keeps hashes of the parts, not the lines. Pure.
final class ManifestContentState {

    private final List<String> parts = new ArrayList<>();
    private int count;
    private long units;
    private boolean closed;

    /// A part that differs from the one recorded under its number cannot belong to this id.
    List<ManifestContentEvent> decide(RecordManifestLines command) {
        if (command.lines().isEmpty()) {
            throw new CommandRejectedException(EMPTY_MANIFEST);
        }
        if (command.part() < parts.size()) {
            if (parts.get(command.part()).equals(ManifestDigest.hash(command.lines()))) {
                return List.of();
            }
            throw new CommandRejectedException(CONTENT_MISMATCH, Map.of("part", command.part()));
        }
        if (closed || command.part() > parts.size()) {
            throw new CommandRejectedException(
                    PART_OUT_OF_ORDER, Map.of("part", command.part(), "expected", parts.size()));
        }
        return List.of(new ManifestLinesRecorded(command.contentId(), command.part(), count + 1, command.lines()));
    }

    List<ManifestContentEvent> decide(CompleteManifestContent command) {
        if (closed) {
            return List.of();
        }
        if (!ManifestDigest.id(parts).equals(command.contentId())) {
            throw new CommandRejectedException(CONTENT_MISMATCH, Map.of("parts", parts.size()));
        }
        return List.of(new ManifestContentCompleted(command.contentId(), parts.size(), count, units));
    }

    void evolve(ManifestContentEvent event) {
        switch (event) {
            case ManifestLinesRecorded e -> {
                parts.add(ManifestDigest.hash(e.lines()));
                count += e.lines().size();
                units += e.lines().stream().mapToLong(ManifestLine::quantity).sum();
            }
            case ManifestContentCompleted _ -> closed = true;
        }
    }
}
