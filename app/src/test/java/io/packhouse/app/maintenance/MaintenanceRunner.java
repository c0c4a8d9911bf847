package io.packhouse.app.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.cli.PackhouseCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the maintenance commands in this process, or in one that can be killed.
public final class MaintenanceRunner {

    public final MockEnvironment settings = new MockEnvironment();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private MaintenanceRunner(Path data) {
        settings.setProperty("packhouse.data", data.toString());
    }

    public static MaintenanceRunner of(Path data) {
        return new MaintenanceRunner(data);
    }

    public MaintenanceRunner with(String name, String value) {
        settings.setProperty(name, value);
        return this;
    }

    public int run(Object... words) {
        return main(false, words);
    }

    public int onTerminal(Object... words) {
        return main(true, words);
    }

    private int main(boolean terminal, Object... words) {
        out.reset();
        err.reset();
        var main = new PackhouseCli(settings, printing(out), printing(err), terminal);
        return main.run(List.of(words).stream().map(Object::toString).toArray(String[]::new));
    }

    /// Runs it successfully and returns its output as JSON.
    public JsonNode done(Object... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        assertThat(run(all.toArray())).as(err()).isZero();
        return JsonMapper.shared().readTree(out());
    }

    public MaintenanceContext context() {
        return new PackhouseCli(settings, printing(out), printing(err), false).context(false);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream printing(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    /// In a process that dies as by SIGKILL at that failpoint.
    public static int killedAt(String failpoint, Path data, Map<String, String> more, Object... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-Dpackhouse.failpoint=" + failpoint,
                "-cp",
                System.getProperty("java.class.path"),
                PackhouseCli.class.getName()));
        List.of(words).forEach(word -> command.add(word.toString()));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PACKHOUSE_DATA", data.toString());
        builder.environment().putAll(more);
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
