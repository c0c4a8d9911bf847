package io.packhouse.testing;

import io.packhouse.app.Packhouse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/// An installation in a folder of its own, which has nothing but the script and a build of these classes: what an
/// operator does with `./packhouse`, in processes as theirs.
public final class ScriptInstallation implements AutoCloseable {

    private static final Path SCRIPT = Path.of("..", "packhouse");

    private final Path root;
    private final int port = FreePort.any();
    private final Map<String, String> environment = new HashMap<>();

    /// How a command ended, and what it printed.
    public record Ended(int code, String out, String err) {}

    public ScriptInstallation(Path root, Map<String, String> settings) {
        this.root = root;
        environment.putAll(Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PACKHOUSE_PORT",
                Integer.toString(port),
                "PACKHOUSE_SANDBOX_PORT",
                Integer.toString(FreePort.any()),
                "PACKHOUSE_HEAP",
                "512m",
                "JDK_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1")); // Its processes live for seconds.
        environment.putAll(settings);
        try {
            build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    public Path data() {
        return root.resolve("data");
    }

    /// `./packhouse` with these arguments.
    public Ended run(String... arguments) {
        var command = new ArrayList<>(List.of("bash", root.resolve("packhouse").toString()));
        command.addAll(List.of(arguments));
        var out = root.resolve("out");
        var err = root.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(PACKHOUSE|STRIPE|SPRING|SERVER)_.*"));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError(command + " did not end: " + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("stop");
    }

    /// Newer than its sources, and unpacked, so that the script does not build it. Its jars have only the names of the
    /// classes and libraries of this JVM.
    private void build() throws IOException {
        Files.createDirectories(root.resolve("app/src/main"));
        Files.copy(SCRIPT, root.resolve("packhouse"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("app/pom.xml"));
        var library = Files.createDirectories(root.resolve("app/target/dist/lib"));
        jar(library.resolveSibling("packhouse-app-1.jar"));
        jar(library.resolve("all.jar"));
        var later = Instant.now().plusSeconds(60);
        var built = Files.createFile(root.resolve("app/target/packhouse-app-1-exec.jar"));
        Files.setLastModifiedTime(built, FileTime.from(later));
        Files.setLastModifiedTime(library, FileTime.from(later.plusSeconds(60)));
    }

    private static void jar(Path jar) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Packhouse.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, classPath());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
