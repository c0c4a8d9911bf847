package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every JVM of ours is started with the flag that ends it when it runs out of memory: an engine
/// without memory would keep its port and answer no request.
class OutOfMemoryTest {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final String FLAG = "-XX:+ExitOnOutOfMemoryError";

    /// `java` with a flag: in a command, as an entry of a list, or in a document.
    private static final Pattern COMMAND =
            Pattern.compile("(^|[\\s`\"'\\[/])java\"?[\"',]*\\s+[\"']?-(?!Djarmode|XshowSettings|version)");

    /// As our programs and tests start a JVM.
    private static final String STARTED_BY_JAVA = "\"bin\", \"java\"";

    @Test
    void everyShellCommandHasTheFlag() {
        var commands = files(OutOfMemoryTest::isCommands).stream()
                .flatMap(file -> commands(text(file)).stream())
                .toList();
        assertThat(commands).hasSizeGreaterThan(4).allMatch(command -> command.contains(FLAG));
    }

    @Test
    void everyProgramThatStartsAJvmSetsTheFlag() {
        var starting = files(file -> file.toString().endsWith(".java")).stream()
                .filter(file -> !file.endsWith("OutOfMemoryTest.java"))
                .filter(file -> text(file).contains(STARTED_BY_JAVA))
                .toList();
        assertThat(starting)
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(text(file)).contains(FLAG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec java -jar engine.jar",
                "A=b \"$JAVA_HOME/bin/java\" -cp x \\\n    Main",
                "ENTRYPOINT [\"java\", \"-jar\", \"engine.jar\"]",
                "    command: java -jar engine.jar",
                "A program: `java -jar x.jar`",
            })
    void aCommandWithoutTheFlagIsFound(String text) {
        assertThat(commands(text)).singleElement().asString().doesNotContain(FLAG);
        assertThat(commands(text.replaceFirst("-(jar|cp)", FLAG + " -jar")))
                .allMatch(command -> command.contains(FLAG));
    }

    private static List<String> commands(String text) {
        var whole = text.replace("\\\n", " ");
        return whole.lines().filter(line -> COMMAND.matcher(line).find()).toList();
    }

    private static boolean isCommands(Path file) {
        var name = ROOT.relativize(file).toString();
        return name.equals("packhouse")
                || name.equals("Dockerfile")
                || name.equals("README.md")
                || name.equals("docker-compose.yml")
                || name.startsWith("deploy/")
                || name.startsWith(".ci/")
                || (name.startsWith("docs/") && name.endsWith(".md"));
    }

    private static List<Path> files(Predicate<Path> wanted) {
        var all = new ArrayList<Path>();
        try (var modules = Files.list(ROOT)) {
            for (var top : modules.filter(path -> !path.endsWith(".git")).toList()) {
                var folder = Files.isDirectory(top.resolve("src")) ? top.resolve("src") : top;
                try (Stream<Path> inside = Files.walk(folder)) {
                    inside.filter(Files::isRegularFile).filter(wanted).forEach(all::add);
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
