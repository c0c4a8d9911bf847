package io.packhouse.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// The classes of an engine in a process of its own: jars with an ahead-of-time cache (JEP 514), from which it starts
/// in a fraction of the time. Made by one training run and kept in `target` until a class changes.
final class PreparedClasses {

    private static final Path FOLDER = Path.of("target", "child-engine").toAbsolutePath();
    private static final URI NO_PROVIDER = URI.create("http://127.0.0.1:1");
    private static final Duration TRAINING = Duration.ofMinutes(5);

    private static @Nullable List<String> options;

    private PreparedClasses() {}

    /// Options of the JVM: its class path and the cache.
    static synchronized List<String> options() {
        if (options == null) {
            // The tests of a module run in more than one JVM.
            try (var lock = FileChannel.open(FOLDER.resolveSibling("child-engine.lock"), CREATE, WRITE);
                    var _ = lock.lock()) {
                options = prepared();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return options;
    }

    private static List<String> prepared() throws IOException {
        if (NamedAxonServer.address().isPresent()) {
            return List.of("-cp", System.getProperty("java.class.path")); // A training run would store its own shop.
        }
        var entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty()) // Of a doubled separator: the working folder.
                .map(Path::of)
                .toList();
        var folder = FOLDER.resolve(fingerprint(entries));
        if (Files.notExists(folder)) {
            FileSystemUtils.deleteRecursively(FOLDER);
            Files.createDirectories(folder);
        }
        var jars = new ArrayList<String>();
        for (var entry : entries) {
            jars.add(Files.isDirectory(entry) ? jar(entry, folder.resolve(jars.size() + ".jar")) : entry.toString());
        }
        var classPath = String.join(File.pathSeparator, jars);
        var cache = folder.resolve("engine.aot");
        if (Files.notExists(cache)) {
            train(classPath, cache);
        }
        return List.of("-XX:AOTCache=" + cache, "-cp", classPath);
    }

    /// Of the files' names, sizes and times; the cache is valid for one JVM only.
    private static String fingerprint(List<Path> entries) throws IOException {
        var all = new StringBuilder(Runtime.version().toString());
        for (var entry : entries) {
            for (var path : paths(entry)) {
                all.append(path).append(Files.size(path)).append(Files.getLastModifiedTime(path));
            }
        }
        return HexFormat.of().toHexDigits(all.toString().hashCode());
    }

    /// All below it, and a file itself.
    private static List<Path> paths(Path entry) throws IOException {
        if (Files.notExists(entry)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(entry)) {
            return paths.filter(path -> Files.isRegularFile(path) || !path.equals(entry))
                    .sorted()
                    .toList();
        }
    }

    private static String jar(Path classes, Path jar) throws IOException {
        if (Files.notExists(jar)) {
            var begun = jar.resolveSibling(jar.getFileName() + ".part"); // A killed run leaves no half of a jar.
            try (var out = new JarOutputStream(Files.newOutputStream(begun))) {
                for (var path : paths(classes)) {
                    var isFolder = Files.isDirectory(path); // Without their entries no component is found.
                    out.putNextEntry(new JarEntry(classes.relativize(path) + (isFolder ? "/" : "")));
                    if (!isFolder) {
                        Files.copy(path, out);
                    }
                }
            }
            Files.move(begun, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar.toString();
    }

    private static void train(String classPath, Path cache) throws IOException {
        try (var engine = new KillableEngine(SharedEngine.temporary(), FreePort.any(), NO_PROVIDER)) {
            var begun = cache.resolveSibling("begun.aot");
            engine.start(List.of("-XX:AOTCacheOutput=" + begun, "-cp", classPath), "");
            engine.terminate();
            if (!engine.diesWithin(TRAINING) || Files.notExists(begun)) {
                throw new IOException("There is no cache after the training run: " + engine.log());
            }
            Files.move(begun, cache, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
