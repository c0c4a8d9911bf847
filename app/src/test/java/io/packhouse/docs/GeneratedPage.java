package io.packhouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/// A page under `docs/` that is generated from the code and must equal it. Run the tests with
/// `-Dpackhouse.docs=write` to write it.
final class GeneratedPage {

    private GeneratedPage() {}

    static void mustBe(String name, String content) throws IOException {
        var page = Sources.ROOT.resolve("docs").resolve(name);
        if ("write".equals(System.getProperty("packhouse.docs"))) {
            Files.writeString(page, content);
        }
        assertThat(page).as("run with -Dpackhouse.docs=write to write it").exists();
        assertThat(Files.readString(page)).isEqualTo(content);
    }
}
