package io.packhouse.app.maintenance.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.maintenance.MaintenanceRunner;
import io.packhouse.testing.Deep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any flipped bit of an archive is found and named, or the content is still read as it was saved.
class ArchiveTest {

    private static final Map<String, String> SAVED = Map.of(
            "tables/read.pack.copy",
            "1\tRosé & café\t\\N\n2\tBread\t7\n".repeat(20),
            "tables/read.nothing.copy",
            "",
            "files/images/1",
            "an image");

    /// Three: two or three bits of every byte. No multiple of two, so that each bit of a byte has its turn.
    private static final int STEP = Deep.orElse(3, 19);

    @TempDir
    Path folder;

    @Test
    void everyFlippedBitIsFoundOrChangesNothing() throws IOException {
        var archive = folder.resolve("shop.zip");
        var archiveManifest = write(archive);
        var bytes = Files.readAllBytes(archive);
        var unchanged = 0;
        for (var bit = 0; bit < bytes.length * 8; bit += STEP) {
            var damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            var file = Files.write(folder.resolve("damaged.zip"), damaged);
            var care = MaintenanceRunner.of(folder.resolve("nowhere"));
            if (care.run("backup", "--verify", file) == 0) {
                unchanged++;
                asSaved(file, archiveManifest);
            } else {
                assertThat(care.out() + care.err())
                        .as("bit %s of byte %s", bit % 8, bit / 8)
                        .containsAnyOf("tables/", "files/", "manifest.json", "not a complete archive")
                        .doesNotContain("\tat ");
            }
        }
        assertThat(unchanged).isLessThan(bytes.length * 8 / STEP / 2);
    }

    private static ArchiveManifest write(Path archive) throws IOException {
        try (var writer = new ArchiveWriter(archive)) {
            var parts = new HashMap<String, ArchiveManifest.Part>();
            for (var each : SAVED.entrySet()) {
                var text = each.getValue().getBytes(StandardCharsets.UTF_8);
                parts.put(each.getKey(), writer.add(each.getKey(), out -> out.write(text)));
            }
            var archiveManifest = new ArchiveManifest(
                    ArchiveManifest.FORMAT,
                    ArchiveManifest.Content.BACKUP,
                    "2026-11-21T09:00:00Z",
                    "a-store",
                    "EMBEDDED",
                    "0.1.0",
                    "18.4",
                    "100:100:",
                    List.of(new ArchiveManifest.Step("0101", 1234)),
                    new ArchiveManifest.Events(412, 412, null, null),
                    List.of(table("read.pack", 40, parts), table("read.nothing", 0, parts)),
                    List.of(new ArchiveManifest.Sequence("events.global_seq", 412, true)),
                    List.of(parts.get("files/images/1")));
            writer.finish(archiveManifest);
            return archiveManifest;
        }
    }

    private static ArchiveManifest.Table table(String name, long rows, Map<String, ArchiveManifest.Part> parts) {
        return new ArchiveManifest.Table(
                name, List.of("id", "name"), "id", rows, parts.get("tables/" + name + ".copy"));
    }

    private static void asSaved(Path file, ArchiveManifest archiveManifest) throws IOException {
        try (var read = ArchiveReader.open(file)) {
            assertThat(read.manifest()).isEqualTo(archiveManifest);
            for (var each : SAVED.entrySet()) {
                try (var in = read.entry(each.getKey())) {
                    assertThat(in.readAllBytes())
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo(each.getValue());
                }
            }
        }
    }
}
