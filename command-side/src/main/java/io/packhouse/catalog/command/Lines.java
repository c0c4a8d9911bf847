package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.ManifestRefusal.CONTENT_MISMATCH;
import static io.packhouse.catalog.api.ManifestRefusal.EMPTY_MANIFEST;
import static io.packhouse.catalog.api.ManifestRefusal.PART_OUT_OF_ORDER;

import io.packhouse.catalog.api.ManifestContentCommand.RecordManifestLines;
import io.packhouse.catalog.api.ManifestContentCommand.SealManifestContent;
import io.packhouse.catalog.api.ManifestContentEvent;
import io.packhouse.catalog.api.ManifestContentEvent.ManifestContentSealed;
import io.packhouse.catalog.api.ManifestContentEvent.ManifestLinesRecorded;
import io.packhouse.catalog.api.ManifestLine;
import io.packhouse.shared.api.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a content knows of itself: not its lines, but what they come to. Pure.
final class Lines {

    private final List<String> parts = new ArrayList<>();
    private int count;
    private long units;
    private boolean closed;

    /// A part that says something else than the one recorded under its number cannot belong to this
    /// id.
    List<ManifestContentEvent> decide(RecordManifestLines ask) {
        if (ask.lines().isEmpty()) {
            throw new Refused(EMPTY_MANIFEST);
        }
        if (ask.part() < parts.size()) {
            if (parts.get(ask.part()).equals(ManifestText.hash(ask.lines()))) {
                return List.of();
            }
            throw new Refused(CONTENT_MISMATCH, Map.of("part", ask.part()));
        }
        if (closed || ask.part() > parts.size()) {
            throw new Refused(
                    PART_OUT_OF_ORDER, Map.of("part", ask.part(), "expected", parts.size()));
        }
        return List.of(
                new ManifestLinesRecorded(ask.contentId(), ask.part(), count + 1, ask.lines()));
    }

    List<ManifestContentEvent> decide(SealManifestContent ask) {
        if (closed) {
            return List.of();
        }
        if (!ManifestText.id(parts).equals(ask.contentId())) {
            throw new Refused(CONTENT_MISMATCH, Map.of("parts", parts.size()));
        }
        return List.of(new ManifestContentSealed(ask.contentId(), parts.size(), count, units));
    }

    void evolve(ManifestContentEvent event) {
        switch (event) {
            case ManifestLinesRecorded e -> {
                parts.add(ManifestText.hash(e.lines()));
                count += e.lines().size();
                units += e.lines().stream().mapToLong(ManifestLine::quantity).sum();
            }
            case ManifestContentSealed _ -> closed = true;
        }
    }
}
