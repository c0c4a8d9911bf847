package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Checks of the machine: Java, port, disk space.
record MachineChecks(MaintenanceContext here) {

    static final String LEAST_FREE = "packhouse.least-free-mib";

    private static final int JAVA = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MIB = 1L << 20;

    List<CheckResult> run() {
        return List.of(java(Runtime.version()), port(), space());
    }

    static CheckResult java(Runtime.Version version) {
        return version.feature() >= JAVA
                ? CheckResult.fine("java", "Java " + version)
                : CheckResult.broken(
                        "java",
                        "Java %s is too old.".formatted(version),
                        "Install a JDK %s and set JAVA_HOME.".formatted(JAVA));
    }

    private CheckResult port() {
        var port = Integer.parseInt(here.settings().getProperty("packhouse.port", "8080"));
        if (!isTaken(port)) {
            return CheckResult.fine("port", "Port %s is free.".formatted(port));
        }
        if (answersAsEngine(port)) {
            return CheckResult.fine("port", "A Packhouse is running on port %s.".formatted(port));
        }
        return CheckResult.broken(
                "port",
                "Port %s is in use by something that is not a Packhouse.".formatted(port),
                "Stop it, or choose another port with PACKHOUSE_PORT.");
    }

    private static boolean isTaken(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean answersAsEngine(int port) {
        var health = URI.create("http://127.0.0.1:%s/health".formatted(port));
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(health).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.ofString()).body().contains("\"status\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CheckResult space() {
        var least = Long.parseLong(here.settings().getProperty(LEAST_FREE, "64"));
        var folder = existing(here.data());
        try {
            var free = Files.getFileStore(folder).getUsableSpace() / MIB;
            var found = String.format(Locale.ROOT, "%,d MiB are free at %s.", free, folder);
            var advice = "PostgreSQL stops when it is full: free space, or move PACKHOUSE_DATA.";
            if (free < least) {
                return CheckResult.broken("space", found, advice);
            }
            return free < Math.max(5 * least, 5120)
                    ? CheckResult.warning("space", found, advice)
                    : CheckResult.fine("space", found);
        } catch (IOException e) {
            return CheckResult.broken("space", folder + ": " + e.getMessage(), "Check the disk.");
        }
    }

    private static Path existing(Path folder) {
        var found = folder;
        while (Files.notExists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }
}
