package io.packhouse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Texts that people read (comments, logs, pages, documents, scripts, settings) use the terms of the field.
class WordsTest {

    private static final Pattern BANNED = Pattern.compile(
            "\\b(doors?|house|desks?|shelf|shelves|bells?|pulse|letters?|voice|tills?|prize|album|nobody|somebody"
                    + "|whoever|whatever|whereabouts|elsewhere|keeper|minds?|shell|acts?|wish(es|ed)?"
                    + "|told|tells?|heard?|hears?|says?|said|figures|forgotten|promised?"
                    + "|lapsed?|lapses|held|news|underway)\\b",
            Pattern.CASE_INSENSITIVE);

    /// Terms of the field that contain such a word, also across two lines of a comment.
    private static final Pattern TERM = Pattern.compile(
            "dead[-_. ]?(\\s*///)?\\s*letters?|letter-spacing|CMD-SHELL|--shell|noBody", Pattern.CASE_INSENSITIVE);

    private static final Pattern TEXT =
            Pattern.compile(".*(\\.(java|md|html|css|js|yaml|yml|cfg|sql|svg|txt)|packhouse|Dockerfile|pom\\.xml)");

    /// Goods and pictures of the demo shop, requests with free text, and the lists of the words themselves.
    private static final Pattern GOODS =
            Pattern.compile(".*(DemoImageShape|DemoPicturesTest|SourceNamesTest|WordsTest)\\.java");

    private static final Pattern GENERATED = Pattern.compile("(.*/)?(target|\\.git|data|node_modules)(/.*)?");

    @Test
    void textsUseTheTermsOfTheField() throws IOException {
        var texts = texts(path -> !path.contains("/io/packhouse/broken/"));
        assertThat(texts).hasSizeGreaterThan(1_000);
        assertThat(texts.stream().flatMap(path -> banned(path).map(word -> path + ": " + word)))
                .isEmpty();
        assertThat(texts(path -> path.endsWith("broken/command/OrderDesk.java")))
                .singleElement()
                .satisfies(path -> assertThat(banned(path)).contains("door"));
    }

    private static Stream<String> banned(Path path) {
        try {
            var text = TERM.matcher(Files.readString(path)).replaceAll("");
            return BANNED.matcher(text).results().map(found -> found.group().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> texts(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(TidyTest.ROOT)) {
            return files.filter(path -> wanted.test(path.toString()))
                    .filter(path -> TEXT.matcher(path.toString()).matches())
                    .filter(path -> !GENERATED
                            .matcher(TidyTest.ROOT.relativize(path).toString())
                            .matches())
                    .filter(path -> !GOODS.matcher(path.toString()).matches())
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
