package io.packhouse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that only the sources show: sizes, forbidden words, open tasks.
class TidyTest {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Pattern CATCH = Pattern.compile("\\bcatch\\s*\\(");
    static final Pattern OPEN_TASK = Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b");

    @Test
    void noSourceFileHasMoreThan250Lines() {
        assertThat(sources(path -> path.toString().contains("/src/main/")))
                .filteredOn(path -> lines(path).size() > 250)
                .isEmpty();
    }

    @Test
    void aProcessNeverCatches() {
        assertThat(sources(TidyTest::isProcessOrProjection)).isNotEmpty();
        assertThat(sources(TidyTest::isProcessOrProjection)).noneMatch(TidyTest::catches);
        assertThat(sources(path -> path.endsWith("broken/process/CatchesException.java")))
                .singleElement()
                .matches(TidyTest::catches);
    }

    @Test
    void noSourceContainsAnOpenTask() {
        assertThat(sources(_ -> true)).noneMatch(path -> lines(path).stream().anyMatch(OPEN_TASK.asPredicate()));
    }

    @Test
    void noLineIsLongerThan120Characters() {
        assertThat(sources(_ -> true))
                .allSatisfy(path -> assertThat(lines(path))
                        .filteredOn(line -> line.length() > 120)
                        .filteredOn(line -> !line.startsWith("import "))
                        .as("%s", path)
                        .isEmpty());
    }

    /// The compiler distinguishes formatting that depends on a locale from formatting that does
    /// not; a class that breaks the rule cannot be compiled.
    @Test
    void theCompilerChecksThatNothingDependsOnTheLanguageOfTheMachine() {
        assertThat(lines(ROOT.resolve("pom.xml"))).anyMatch(line -> line.contains("-Xep:DefaultLocale:ERROR"));
    }

    private static boolean isProcessOrProjection(Path path) {
        var text = path.toString();
        return text.contains("/src/main/")
                && !text.contains("/engine/")
                && (text.contains("/process/") || text.contains("/projection/"));
    }

    private static boolean catches(Path path) {
        return lines(path).stream().anyMatch(CATCH.asPredicate());
    }

    /// Files that a concurrent build creates and deletes are not sources.
    static List<Path> sources(Predicate<Path> wanted) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            var all = modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> filesIn(folder).stream())
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList();
            assertThat(all).as("sources in %s", ROOT).isNotEmpty();
            return all.stream().filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
