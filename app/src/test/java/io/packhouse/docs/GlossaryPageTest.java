package io.packhouse.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/glossary.md`: what each context decides and does not, and the words it uses, as its
/// `package-info` and its types say it.
class GlossaryPageTest {

    @Test
    void isWhatThePackagesSay() throws IOException {
        var contexts =
                Sources.main("api").stream()
                        .filter(file -> file.endsWith("package-info.java"))
                        .map(GlossaryPageTest::context)
                        .collect(Collectors.joining());
        GeneratedPage.mustBe(
                "glossary.md",
                "# Glossary\n\nMade from the published language by a test; do not edit.\n"
                        + contexts);
    }

    private static String context(Path info) {
        var name = info.getParent().getParent().getFileName().toString();
        var words =
                Sources.main("api").stream()
                        .filter(file -> file.getParent().equals(info.getParent()))
                        .filter(file -> !file.equals(info))
                        .map(GlossaryPageTest::word)
                        .collect(Collectors.joining());
        return "\n## %s\n\n%s\n\n%s"
                .formatted(name, Sources.sentence(Sources.text(info), "@NullMarked"), words);
    }

    private static String word(Path file) {
        var name = file.getFileName().toString().replace(".java", "");
        var source = Sources.text(file);
        return java.util.stream.Stream.of(
                        "public record ",
                        "public enum ",
                        "public sealed interface ",
                        "public interface ",
                        "public final class ")
                .map(kind -> Sources.sentence(source, kind + name))
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .map(sentence -> "- **%s** — %s\n".formatted(name, sentence))
                .orElse("");
    }
}
