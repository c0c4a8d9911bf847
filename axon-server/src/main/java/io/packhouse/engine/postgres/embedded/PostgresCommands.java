package io.packhouse.engine.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs PostgreSQL's programs, and returns their output when they fail.
final class PostgresCommands {

    private final PostgresBinaries postgresBinaries;
    private final List<String> prefix;

    private PostgresCommands(PostgresBinaries postgresBinaries, List<String> prefix) {
        this.postgresBinaries = postgresBinaries;
        this.prefix = prefix;
    }

    static PostgresCommands of(PostgresBinaries postgresBinaries) throws IOException {
        return new PostgresCommands(postgresBinaries, runningAsRoot() ? ofRoot() : List.of());
    }

    // PostgreSQL refuses to run as root. In a user namespace it sees another user, while the files
    // keep their owner.
    private static List<String> ofRoot() throws IOException {
        var enter = List.of("unshare", "-U");
        try {
            var probe = new ArrayList<>(enter);
            probe.add("true");
            if (run(probe, null).code() == 0) {
                return enter;
            }
        } catch (IOException _) {
            // Not installed: handled as when the kernel forbids it.
        }
        throw new StartupException(
                StartupException.Reason.NO_USER_NAMESPACES,
                "The embedded PostgreSQL cannot run as root here, because this system allows no user namespaces.",
                "Run as another user, or point SPRING_DATASOURCE_URL at a PostgreSQL.");
    }

    private static boolean runningAsRoot() throws IOException {
        var self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        }
        return "root".equals(System.getProperty("user.name"));
    }

    ProcessOutput run(Path output, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(postgresBinaries.program(program).toString());
        command.addAll(List.of(arguments));
        OwnerOnlyFiles.write(output, "");
        return run(command, output);
    }

    private static ProcessOutput run(List<String> command, @Nullable Path output) throws IOException {
        var file = output == null ? Files.createTempFile("packhouse", ".out") : output;
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        // A file, not a pipe: the server inherits it and outlives the program that started it.
        var process = builder.redirectOutput(file.toFile()).start();
        try {
            process.getOutputStream().close();
            var code = process.waitFor();
            return new ProcessOutput(code, new String(Files.readAllBytes(file), UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
        } finally {
            if (output == null) {
                Files.deleteIfExists(file);
            }
        }
    }

    record ProcessOutput(int code, String words) {}
}
