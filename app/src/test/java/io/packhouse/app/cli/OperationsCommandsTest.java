package io.packhouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.RunningEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/// The operations commands: data on stdout, everything else on stderr, and an exit code for
/// scripts.
class OperationsCommandsTest {

    @TempDir
    Path data;

    final MockEnvironment settings = new MockEnvironment();
    final RunningEngine engine = RunningEngine.shared();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void listsAndChangesAndWaitsForTheOutcome() {
        assertThat(run("processors")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("NAME")
                .contains("projections", "orders", "AUTOMATION");

        var paused = run("processors", "pause", "projection-manifests", "--reason", "a test");
        assertThat(paused).as("%s", err).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("DONE No node works on it.\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Consistency-Token");
        assertThat(run("processors", "resume", "projection-manifests", "--reason", "over"))
                .isZero();

        assertThat(run("operations", "--json")).isZero();
        var newest = JsonMapper.shared().readTree(out.toByteArray()).get(0);
        assertThat(newest.path("kind").asString()).isEqualTo("RESUME");
        assertThat(newest.path("reason").asString()).isEqualTo("over");

        assertThat(run("dead-letters")).isZero();
        assertThat(run("dead-letters", "list", "--group", "projection-stock")).isZero();
        assertThat(run("dead-letters", "dismissed")).isZero();
        assertThat(run("parked")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("SAGA");
    }

    @Test
    void printsWhatIsWrongAndWhatIsExpected() {
        assertThat(run("processors", "split", "projections", "--reason", "more"))
                .isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("A projection has one segment");
        assertThat(run("processors", "pause", "projections")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--reason");
        assertThat(run("dead-letters", "burn")).isEqualTo(2);
        assertThat(run("dead-letters", "--grop", "x")).isEqualTo(2);
        assertThat(run("parked", "unknown")).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No parked saga has that id");
        assertThat(out.size()).isZero();
    }

    @Test
    void usesTheTokenOfTheDataFolder() throws IOException {
        settings.setProperty("packhouse.data", data.toString());
        assertThat(main().run("parked", "--url", engine.base())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No token: use --token or set PACKHOUSE_TOKEN");
        var token = engine.token(Role.AUDITOR, 3, Duration.ofHours(1));
        Files.createDirectories(data.resolve("tokens"));
        Files.writeString(data.resolve("tokens/admin.jwt"), token);
        assertThat(main().run("parked", "--url", engine.base())).isZero();
    }

    @Test
    void everyCommandPrintsTheVersion() {
        assertThat(main().run("processors", "pause", "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Packhouse ");
    }

    @Test
    void printsACompletionOfAllCommands() {
        assertThat(main().run("completion")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("complete -F", "demo", "dead-letters", "dismiss", "backup", "--reason");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(List.of(words));
        var token = engine.token(Role.ADMIN, 1, Duration.ofHours(1));
        all.addAll(List.of("--url", engine.base(), "--token", token));
        return main().run(all.toArray(String[]::new));
    }

    private PackhouseCli main() {
        return new PackhouseCli(settings, printing(out), printing(err), false);
    }

    private static PrintStream printing(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
