package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The five minutes with curl of the README, exactly as written there.
public final class ReadmeTour {

    private static final Pattern BLOCK = Pattern.compile("## Five minutes with curl\n\n```\n(.*?)```", Pattern.DOTALL);

    private ReadmeTour() {}

    /// Whether this machine has the programs that it needs.
    public static boolean isPossible() {
        return Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/curl"));
    }

    /// Its output.
    public static String run(String base, Path data) throws Exception {
        var readme = Path.of("..").toRealPath().resolve("README.md");
        var block = BLOCK.matcher(Files.readString(readme));
        assertThat(block.find()).as("the README has its tour").isTrue();
        var output = Files.createTempFile("tour", ".txt");
        var script = block.group(1).replace("http://127.0.0.1:8080", base);
        var process = new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", script)
                .directory(readme.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().put("PACKHOUSE_DATA", data.toString());
        var running = process.start();
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).as("the tour ends").isTrue();
        var printed = Files.readString(output);
        assertThat(running.exitValue()).as(printed).isZero();
        return printed;
    }
}
