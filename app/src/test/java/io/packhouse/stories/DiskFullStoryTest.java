package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.TestPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The disk is full for a while. Requests that need space are refused and can be repeated, the
/// engine is not ready, and once there is space again everything continues by itself. The disk is a
/// small file system of its own, which only root can create.
@DisabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "Only for the embedded store")
class DiskFullStoryTest {

    static final String READY = "/actuator/health/readiness";
    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_FULL-1/receipts";
    static final int MOST_TRIES = 5_000;

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Client staff;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=260m", "tmpfs", folder.toString()))
                .as("this user may mount a disk")
                .isZero();
        engine = RunningEngine.start(folder);
        staff = engine.as(Role.ADMIN);
        awaitReady(200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (engine != null) {
            engine.close();
            run("umount", "--lazy", folder.toString());
        }
    }

    @Test
    void withAFullDiskRequestsAreRefusedAndNothingAcceptedIsLost() throws IOException {
        var product = new Catalog(engine).submitted(staff, Catalog.body("Lamp", "FULL-1", category(), 100));
        var images = "/api/v1/products/" + product + "/images?alt=Front";
        assertThat(staff.upload(images, "image/png", TestPictures.png(30, 20)).status())
                .isEqualTo(201);
        var rest = fill();

        requireStorageFull(staff.upload(images, "image/png", TestPictures.png(400, 300)));
        awaitReady(503);
        assertThat(engine.anonymous().get("/actuator/health/liveness").status()).isEqualTo(200);
        var accepted = receiveUntilFull();

        Files.delete(rest);
        awaitReady(200);
        assertThat(receive().status()).isEqualTo(200);
        assertThat(staff.upload(images, "image/png", TestPictures.png(400, 300)).status())
                .isEqualTo(201);
        assertThat(engine.names("inv_main_FULL-1")).hasSize(accepted + 1);
    }

    /// How many receipts were accepted before there was no space for one more.
    private static int receiveUntilFull() {
        var statuses = new TreeSet<Integer>();
        for (var done = 0; done < MOST_TRIES; done++) {
            var answer = receive();
            statuses.add(answer.status());
            if (answer.status() != 200) {
                requireStorageFull(answer);
                return done;
            }
        }
        throw new AssertionError("The disk never became full: " + statuses);
    }

    private static Client.Answer receive() {
        return staff.post(RECEIPTS, "{\"quantity\":1,\"reason\":\"%s\"}".formatted("delivery ".repeat(20)));
    }

    private static void requireStorageFull(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(507);
        assertThat(answer.string("code")).isEqualTo("storage-full");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private static String category() {
        return new Catalog(engine).category(Catalog.word(), "");
    }

    private static Path fill() throws IOException {
        var rest = folder.resolve("rest");
        try (var file = FileChannel.open(rest, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (var size = 1 << 20; size >= 4_096; size /= 2) {
                while (hasWritten(file, size)) {}
            }
        }
        return rest;
    }

    private static boolean hasWritten(FileChannel file, int size) {
        try {
            file.write(ByteBuffer.allocate(size));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitReady(int status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> engine.anonymous().get(READY).status() == status);
    }

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
