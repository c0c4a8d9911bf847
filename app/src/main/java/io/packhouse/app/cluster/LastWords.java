package io.packhouse.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;

/// Why a program ended, as its log tells it: from where Spring describes the failure, or else the
/// last lines.
final class LastWords {

    private static final int LINES_OF_A_FAILURE = 20;

    private LastWords() {}

    static String of(Child child) {
        var last = new ArrayList<String>();
        try {
            var lines = Files.readAllLines(child.log());
            var described = lines.lastIndexOf("Description:");
            var from = described < 0 ? Math.max(0, lines.size() - LINES_OF_A_FAILURE) : described;
            last.addAll(lines.subList(from, lines.size()));
        } catch (IOException e) {
            last.add(String.valueOf(e.getMessage()));
        }
        return "%s%n%s ended with %s; all it said is in %s."
                .formatted(
                        String.join(System.lineSeparator(), last),
                        child.title(),
                        child.code(),
                        child.log());
    }
}
