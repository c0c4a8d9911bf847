package io.packhouse.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Which processes belong to the cluster, for whoever comes after a kill. A number alone may have
/// been given to somebody else since, so the moment at which each began stands beside it.
final class Book {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path file;
    private final Properties entries = new Properties();

    Book(Path folder) {
        file = folder.resolve("processes.properties");
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                entries.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    synchronized void enter(String name, ProcessHandle process) {
        var began = process.info().startInstant().map(Instant::toString).orElse("-");
        entries.setProperty(name, process.pid() + " " + began);
        write();
    }

    synchronized void remove(String name) {
        if (entries.remove(name) != null) {
            write();
        }
    }

    synchronized void keepOnly(Set<String> names) {
        entries.keySet().retainAll(names);
        write();
    }

    /// The process under that name, if it is still the one that was entered.
    synchronized Optional<ProcessHandle> find(String name) {
        var words = entries.getProperty(name, "").split(" ", 2);
        if (words.length < 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> began(process, words[1]));
    }

    synchronized Map<String, ProcessHandle> alive() {
        var alive = new LinkedHashMap<String, ProcessHandle>();
        for (var name : entries.stringPropertyNames().stream().sorted().toList()) {
            find(name).ifPresent(process -> alive.put(name, process));
        }
        return alive;
    }

    private static boolean began(ProcessHandle process, String noted) {
        var began = process.info().startInstant();
        return began.isPresent()
                && !noted.equals("-")
                && Duration.between(Instant.parse(noted), began.get()).abs().compareTo(TOLERANCE)
                        < 0;
    }

    private void write() {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (var writer = Files.newBufferedWriter(fresh)) {
                entries.store(writer, "The processes of this cluster.");
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
