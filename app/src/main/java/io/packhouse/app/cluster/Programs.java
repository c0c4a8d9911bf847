package io.packhouse.app.cluster;

import io.packhouse.app.Packhouse;
import io.packhouse.sandbox.SandboxMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The programs that a cluster starts, each with as much memory as it needs. A packed one is named
/// by `packhouse.engine.jar` and `packhouse.gateway.jar`; otherwise it is looked for beside this
/// one.
final class Programs {

    private static final String GATEWAY = "io.packhouse.gateway.GatewayMain";

    /// Half of a program would hold its port and answer nobody; one that has ended is started
    /// again.
    private static final String WHOLE_OR_NOT_AT_ALL = "-XX:+ExitOnOutOfMemoryError";

    private Programs() {}

    static List<String> engine() {
        var flags =
                new ArrayList<>(
                        List.of(
                                "-XX:+UseG1GC",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Daxoniq.update-checker.disabled=true"));
        var jar = System.getProperty("packhouse.engine.jar");
        if (jar != null) {
            // What a single engine left behind there makes these start sooner.
            var archive = Path.of(jar).resolveSibling("packhouse.jsa");
            if (Files.exists(archive)) {
                flags.add("-XX:SharedArchiveFile=" + archive);
            }
            flags.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        return java(flags, jar, Packhouse.class.getName());
    }

    static List<String> sandbox() {
        return java(List.of("-XX:+UseSerialGC", "-Xmx128m"), null, SandboxMain.class.getName());
    }

    static List<String> gateway() {
        var flags = List.of("-XX:+UseSerialGC", "-Xmx128m");
        return java(flags, System.getProperty("packhouse.gateway.jar"), GATEWAY);
    }

    private static List<String> java(List<String> flags, @Nullable String jar, String main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(WHOLE_OR_NOT_AT_ALL);
        command.addAll(flags);
        command.addAll(
                jar == null
                        ? List.of("-cp", System.getProperty("java.class.path"), main)
                        : List.of("-jar", jar));
        return command;
    }
}
