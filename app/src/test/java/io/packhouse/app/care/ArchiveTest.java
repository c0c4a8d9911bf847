package io.packhouse.app.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever one bit of an archive turns into, it is found and named, or what was saved is still
/// read as it was.
class ArchiveTest {

    private static final Map<String, String> SAVED =
            Map.of(
                    "tables/read.pack.copy",
                    "1\tRosé & café\t\\N\n2\tBread\t7\n".repeat(20),
                    "tables/read.nothing.copy",
                    "",
                    "files/images/1",
                    "an image");

    @TempDir Path folder;

    @Test
    void everyFlippedBitIsFoundAndNamedOrChangesNothing() throws IOException {
        var archive = folder.resolve("shop.zip");
        var manifest = write(archive);
        var bytes = Files.readAllBytes(archive);
        var unchanged = 0;
        // In steps of three: two or three bits of every byte, and each of the eight in its turn.
        for (var bit = 0; bit < bytes.length * 8; bit += 3) {
            var damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            var file = Files.write(folder.resolve("damaged.zip"), damaged);
            var care = Care.of(folder.resolve("nowhere"));
            if (care.run("backup", "--verify", file) == 0) {
                unchanged++;
                asSaved(file, manifest);
            } else {
                assertThat(care.out() + care.err())
                        .as("bit %s of byte %s", bit % 8, bit / 8)
                        .containsAnyOf("tables/", "files/", "manifest.json", "no complete archive")
                        .doesNotContain("\tat ");
            }
        }
        assertThat(unchanged).isLessThan(bytes.length * 8 / 3 / 2);
    }

    private static Manifest write(Path archive) throws IOException {
        try (var writer = new ArchiveWriter(archive)) {
            var parts = new HashMap<String, Manifest.Part>();
            for (var each : SAVED.entrySet()) {
                var text = each.getValue().getBytes(StandardCharsets.UTF_8);
                parts.put(each.getKey(), writer.add(each.getKey(), out -> out.write(text)));
            }
            var manifest =
                    new Manifest(
                            Manifest.FORMAT,
                            Manifest.Content.BACKUP,
                            "2026-11-21T09:00:00Z",
                            "a-store",
                            "EMBEDDED",
                            "0.1.0",
                            "18.4",
                            "100:100:",
                            List.of(new Manifest.Step("0101", 1234)),
                            new Manifest.Events(412, 412, null, null),
                            List.of(table("read.pack", 40, parts), table("read.nothing", 0, parts)),
                            List.of(new Manifest.Sequence("events.global_seq", 412, true)),
                            List.of(parts.get("files/images/1")));
            writer.finish(manifest);
            return manifest;
        }
    }

    private static Manifest.Table table(String name, long rows, Map<String, Manifest.Part> parts) {
        return new Manifest.Table(
                name, List.of("id", "name"), "id", rows, parts.get("tables/" + name + ".copy"));
    }

    private static void asSaved(Path file, Manifest manifest) throws IOException {
        try (var read = ArchiveReader.open(file)) {
            assertThat(read.manifest()).isEqualTo(manifest);
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
