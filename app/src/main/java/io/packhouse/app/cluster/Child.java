package io.packhouse.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program of the cluster: started again when it dies, later each time it dies young.
final class Child {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration OLD_ENOUGH = Duration.ofMinutes(1);
    private static final int KILLED = 128;
    private static final Duration TIME_TO_END = Duration.ofSeconds(30);

    private static final Set<String> OF_THE_KEEPER =
            Set.of("PACKHOUSE_PORT", "PACKHOUSE_SANDBOX_PORT", "PACKHOUSE_PROGRESS");

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final String name;
    private final String title;
    private final ProcessBuilder builder;
    private final Path log;
    private final URI readiness;
    private final Book book;
    private @Nullable Process process;
    private Duration pause = FIRST_PAUSE;
    private long began;
    private long startAt;
    private boolean isNoticed;

    Child(
            String name,
            String title,
            List<String> command,
            Map<String, String> settings,
            Path log,
            URI readiness,
            Book book) {
        this.name = name;
        this.title = title;
        this.log = log;
        this.readiness = readiness;
        this.book = book;
        builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(OF_THE_KEEPER);
        builder.environment().putAll(settings);
    }

    String title() {
        return title;
    }

    Path log() {
        return log;
    }

    synchronized void start() {
        try {
            if (process == null) {
                Files.writeString(log, "");
            }
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(title + " cannot be started.", e);
        }
        book.enter(name, process.toHandle());
        began = System.nanoTime();
        isNoticed = false;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Whether it ended of itself, which it would do again; a killed one need not.
    synchronized boolean hasGivenUp() {
        return process != null && !process.isAlive() && process.exitValue() < KILLED;
    }

    /// What it ended with, or -1 while it lives.
    synchronized int code() {
        return process == null || process.isAlive() ? -1 : process.exitValue();
    }

    boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Looked at again and again by whoever keeps it.
    synchronized void tend(Voice voice) {
        if (process == null || process.isAlive()) {
            return;
        }
        var now = System.nanoTime();
        if (!isNoticed) {
            isNoticed = true;
            if (now - began > OLD_ENOUGH.toNanos()) {
                pause = FIRST_PAUSE;
            }
            voice.say(
                    "%s ended with %s; it is started again in %s ms."
                            .formatted(title, code(), pause.toMillis()));
            startAt = now + pause.toNanos();
            var next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        } else if (now >= startAt) {
            start();
        }
    }

    synchronized void askToEnd() {
        if (process != null) {
            process.destroy();
        }
    }

    synchronized void awaitEnd() {
        if (process == null) {
            return;
        }
        try {
            if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        book.remove(name);
    }
}
