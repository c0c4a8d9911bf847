package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The functions of `./packhouse` that look for a JDK and build, in a home folder of their own.
class BuildScriptTest {

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(ContainersTest.ROOT.resolve("packhouse"), folder.resolve("packhouse"));
        Files.createDirectories(folder.resolve("home"));
    }

    @ParameterizedTest
    @CsvSource({
        ".sdkman/candidates/java/25.0.3-tem, 25.0.3",
        ".local/share/mise/installs/java/temurin-25.0.3, 25.0.3",
        ".asdf/installs/java/temurin-25.0.3+9, 25.0.3",
        ".jdks/temurin-26, 26"
    })
    void aJdkOfOneOfTheUsualToolsIsFound(String place, String version) throws Exception {
        jdk("home/" + place, version);
        jdk("home/.jdks/aaa-21", "21.0.9"); // Too old.
        assertThat(sourced("only_home; find_jdk; echo \"$JAVA_HOME\""))
                .containsExactly(folder.resolve("home").resolve(place).toString());
    }

    @Test
    void theFirstJdkThatIsNewEnoughIsUsedAndNotTheNewest() throws Exception {
        jdk("home/.sdkman/candidates/java/25", "25");
        jdk("home/.jdks/temurin-26", "26");
        assertThat(sourced("only_home; find_jdk; echo \"$JAVA_HOME\""))
                .singleElement()
                .asString()
                .endsWith("/java/25");
        assertThat(sourced("only_home; rm -r \"$HOME\"/.sdkman \"$HOME\"/.jdks; find_jdk"))
                .singleElement()
                .asString()
                .startsWith("Packhouse needs a JDK 25 or newer");
    }

    @Test
    void theJdksOfHomebrewAreCandidates() throws Exception {
        assertThat(sourced("jdk_candidates"))
                .anyMatch(line -> line.startsWith("/opt/homebrew/opt/openjdk"))
                .anyMatch(line -> line.startsWith("/usr/local/opt/openjdk"));
    }

    /// A first start must not download a browser's driver.
    @Test
    void theBuildOfAShopLeavesTheBrowserTestsOut() throws Exception {
        var log = folder.resolve("maven");
        write("bin/mvn", "#!/bin/sh\necho \"$@\" >'" + log + "'\nexit 1\n")
                .toFile()
                .setExecutable(true);
        sourced("PATH=\"" + folder.resolve("bin") + ":$PATH\"; export JAVA_HOME=none; build_all");
        assertThat(log).content().contains("-pl !browser-tests", "package");
        assertThat(ContainersTest.ROOT.resolve("app/pom.xml")).content().doesNotContain("playwright");
    }

    private void jdk(String place, String version) throws IOException {
        write(place + "/bin/javac", "").toFile().setExecutable(true);
        write(place + "/release", "JAVA_VERSION=\"" + version + "\"\n");
    }

    /// The lines that commands print which may use the functions of the script. `only_home` hides the
    /// JDKs of this machine.
    private List<String> sourced(String commands) throws Exception {
        var hide = """
                only_home() {
                    eval "real_$(declare -f is_jdk)"
                    is_jdk() { [[ "$1" == "$HOME"/* ]] && real_is_jdk "$1"; }
                }
                """;
        var builder = new ProcessBuilder("bash", "-c", "source ./packhouse help >/dev/null\n" + hide + commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(MISE|ASDF|SDKMAN)_.*|JAVA_HOME"));
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("PACKHOUSE_DATA", folder.resolve("data").toString());
        var process = builder.start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
