package io.packhouse.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

/// A file that is not right: what is said of it, and what is handed back to be repaired.
class ManifestFileTest {

    static final MediaType CSV = MediaType.parseMediaType("text/csv");
    static final String HEADER = "sku,product_name,quantity,condition";

    @TempDir Path directory;

    @Test
    void whatIsShownOfAValueEndsInAWholeCharacter() throws Exception {
        var name = "x".repeat(99) + "🫖".repeat(101);
        var check = check(CSV, HEADER + "\nA-1," + name + ",1,NEW\n");
        assertThat(check.rejections().getFirst().value()).isEqualTo("x".repeat(99) + "🫖");
    }

    private ManifestCheck check(MediaType type, String text) throws Exception {
        return ManifestCheck.of(file(text), ManifestForm.of(type));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "manifest", ""), text);
    }
}
