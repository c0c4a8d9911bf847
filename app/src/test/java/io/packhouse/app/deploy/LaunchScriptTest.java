package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./packhouse run` with a `java` that records how the engine would have been started, beside a
/// real sandbox.
class LaunchScriptTest {

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    final String port = Integer.toString(FreePort.any());

    @BeforeEach
    void build() throws Exception {
        Files.copy(ContainersTest.ROOT.resolve("packhouse"), folder.resolve("packhouse"));
        var java = """
                #!/usr/bin/env bash
                case " $* " in
                    *" io.packhouse.sandbox.SandboxMain "*)
                        exec "%s" -cp "%s" io.packhouse.sandbox.SandboxMain ;;
                esac
                { printf '%%s\\n' "$@"; env; } >"%s"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin/java"),
                        System.getProperty("java.class.path"),
                        folder.resolve("recorded"));
        write("jdk/bin/java", java).toFile().setExecutable(true);
        write("jdk/bin/javac", "").toFile().setExecutable(true);
        write("jdk/release", "JAVA_VERSION=\"25\"\n");
        for (var source : List.of("pom.xml", "app/pom.xml", "app/src/main/Any.java")) {
            Files.setLastModifiedTime(write(source, ""), FileTime.from(Instant.EPOCH));
        }
        Files.setLastModifiedTime(folder.resolve("app/src/main"), FileTime.from(Instant.EPOCH));
        write("app/target/packhouse-app-1-exec.jar", "");
        write("app/target/dist/packhouse-app-1.jar", "");
        Files.createDirectories(folder.resolve("app/target/dist/lib"));
        Files.setLastModifiedTime(
                folder.resolve("app/target/dist/lib"),
                FileTime.from(Instant.now().plusSeconds(60)));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PACKHOUSE_PORT", port);
        environment.put("PACKHOUSE_SANDBOX_PORT", Integer.toString(FreePort.any()));
        environment.put("PACKHOUSE_DATA", folder.resolve("data").toString());
    }

    @Test
    void thePublicUrlComesFromTheEnvironment() throws Exception {
        environment.put("PACKHOUSE_PUBLIC_URL", "https://shop.example.com");
        assertThat(started())
                .contains("PACKHOUSE_PUBLIC_URL=https://shop.example.com")
                .noneMatch(line -> line.startsWith("--packhouse."));
    }

    @Test
    void theScriptAddsNoArgumentThatTheCallerGave() throws Exception {
        var given = "--packhouse.public-url=https://shop.example.com";
        assertThat(started(given))
                .contains(given, "SERVER_PORT=" + port)
                .filteredOn(line -> line.startsWith("--packhouse") || line.startsWith("--server"))
                .containsExactly(given);
    }

    @Test
    void theEngineGetsThePortAndTheSecretsOfTheSandbox() throws Exception {
        var lines = started();
        var sandbox = folder.resolve("data/sandbox");
        assertThat(lines)
                .contains(
                        "PACKHOUSE_STRIPE_API_BASE=http://127.0.0.1:" + environment.get("PACKHOUSE_SANDBOX_PORT"),
                        "STRIPE_SECRET_KEY_FILE=" + sandbox.resolve("secret-key"),
                        "STRIPE_WEBHOOK_SECRET_FILE=" + sandbox.resolve("webhook-secret"));
        assertThat(sandbox.resolve("webhook-secret")).content().matches("whsec_[0-9a-f]{48}");
    }

    @Test
    void withAStripeKeyNoSandboxIsStarted() throws Exception {
        for (var name : List.of("STRIPE_SECRET_KEY", "PACKHOUSE_STRIPE_SECRET_KEY")) {
            environment.put(name, "sk_test_1");
            assertThat(started())
                    .contains(name + "=sk_test_1")
                    .noneMatch(line -> line.startsWith("STRIPE_WEBHOOK_SECRET_FILE"));
            assertThat(folder.resolve("data/sandbox")).doesNotExist();
            environment.remove(name);
        }
    }

    /// A training fills a shop: it must not be a real one.
    @Test
    void aTrainingUsesNothingThatTheEnvironmentNames() throws Exception {
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://shop.example.com/packhouse");
        environment.put("PACKHOUSE_AXONSERVER", "shop.example.com:8124");
        environment.put("STRIPE_SECRET_KEY", "sk_live_1");
        environment.put("JDK_JAVA_OPTIONS", "-Dspring.datasource.url=jdbc:postgresql://shop.example.com/packhouse");
        var lines = recorded("train");
        assertThat(lines)
                .contains("--spring.profiles.active=demo")
                .anyMatch(line -> line.matches("-XX:AOTCacheOutput=.*/target/train-\\w+/packhouse\\.aot"))
                .anyMatch(line -> line.matches("PACKHOUSE_DATA=.*/target/train-\\w+/data"))
                .anyMatch(line -> line.matches("PWD=.*/target/train-\\w+"))
                .noneMatch(line -> line.contains("shop.example.com") || line.contains("sk_live"));
        try (var left = Files.list(folder.resolve("target"))) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("train-"));
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aTrainingTakesNoSettings() throws Exception {
        var training = new ProcessBuilder(
                        "bash", folder.resolve("packhouse").toString(), "train", "--spring.datasource.url=jdbc:x")
                .redirectErrorStream(true)
                .start();
        assertThat(training.inputReader().lines())
                .containsExactly("A training takes no options: its shop has its own.");
        assertThat(training.waitFor()).isEqualTo(2);
    }

    @Test
    void whatATrainingLearnedIsUsedByTheSameVersionOfTheJvm() throws Exception {
        var learned = write("app/target/dist/packhouse-25.0.3+9-LTS.aot", "");
        write("jdk/release", "JAVA_VERSION=\"25\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n");
        assertThat(started()).contains("-XX:AOTCache=" + learned);
        write("jdk/release", "JAVA_VERSION=\"25\"\nJAVA_RUNTIME_VERSION=\"25.0.4+1-LTS\"\n");
        assertThat(started()).noneMatch(line -> line.startsWith("-XX:AOTCache"));
    }

    @Test
    void theHeapAndTheAddressComeFromTheEnvironment() throws Exception {
        assertThat(started()).contains("-Xmx768m");
        environment.put("PACKHOUSE_HEAP", "2g");
        environment.put("SERVER_ADDRESS", "0.0.0.0");
        assertThat(started()).contains("-Xmx2g", "SERVER_ADDRESS=0.0.0.0").doesNotContain("-Xmx768m");
    }

    /// A number that was an engine's may be another program's after a crash.
    @Test
    void aProcessThatIsNoEngineIsNotStopped() throws Exception {
        // Its path contains the name of the project, as the tools and data of another installation may.
        var program = Files.copy(Path.of("/bin/sleep"), folder.resolve("packhouse-sleep"));
        var another = new ProcessBuilder(program.toString(), "60").start();
        try {
            write("data/lock.pid", another.pid() + "\n");
            write("data/sandbox.pid", another.pid() + "\n");
            assertThat(printed("stop", 0)).isEqualTo("No engine uses %s.\n".formatted(folder.resolve("data")));
            assertThat(printed("status", 3)).startsWith("No engine uses ");
            assertThat(another.isAlive()).isTrue();
        } finally {
            another.destroy();
        }
    }

    private String printed(String command, int code) throws Exception {
        var process = process(command);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var output = Files.readString(folder.resolve("output"));
        assertThat(process.exitValue()).as(output).isEqualTo(code);
        return output;
    }

    private List<String> started(String... arguments) throws Exception {
        return recorded("run", arguments);
    }

    /// The arguments and the environment of the engine, one a line.
    private List<String> recorded(String command, String... arguments) throws Exception {
        var process = process(command, arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("recorded"))
                .as(Files.readString(folder.resolve("output")))
                .exists();
        return Files.readAllLines(folder.resolve("recorded"));
    }

    private Process process(String command, String... arguments) throws IOException {
        var script = folder.resolve("packhouse").toString();
        var all = new ArrayList<>(List.of("bash", script, command));
        all.addAll(List.of(arguments));
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(PACKHOUSE|STRIPE|SPRING|SERVER)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
