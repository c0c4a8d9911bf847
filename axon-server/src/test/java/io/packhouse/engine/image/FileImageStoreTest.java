package io.packhouse.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guarantees of an image store, for the one that uses files.
class FileImageStoreTest {

    static final byte[] WORD = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void namesBytesByTheirHashAndReturnsThem() {
        var store = new FileImageStore(folder);
        var name = store.put(WORD);
        assertThat(name).isEqualTo("img_2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(new FileImageStore(folder).get(name)).contains(WORD);
        assertThat(folder.resolve("2c/f2/" + name)).hasBinaryContent(WORD);
    }

    @Test
    void putsTheSameBytesOnce() throws IOException {
        var store = new FileImageStore(folder);
        var name = store.put(WORD);
        var file = folder.resolve("2c/f2/" + name);
        var before = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
        assertThat(store.put(WORD)).isEqualTo(name);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000).isNotEqualTo(before.toMillis());
    }

    @Test
    void returnsNothingForAnUnknownName() {
        var store = new FileImageStore(folder);
        assertThat(store.get("img_" + "0".repeat(64))).isEmpty();
        for (var name : new String[] {"", "img_", "../../etc/passwd", "img_../../../../x"}) {
            assertThat(store.get(name)).as(name).isEmpty();
        }
    }

    @Test
    void isNeverSeenHalfWritten() throws Exception {
        var store = new FileImageStore(folder);
        var bytes = new byte[2_000_000];
        new Random(7).nextBytes(bytes);
        var name = "img_" + java.util.HexFormat.of().formatHex(sha256(bytes));
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(9)) {
            var seen = threads.submit(() -> {
                begin.await();
                while (store.get(name).isEmpty()) {
                    Thread.onSpinWait();
                }
                return store.get(name).orElseThrow();
            });
            var names = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        begin.await();
                        return store.put(bytes);
                    }))
                    .toList();
            begin.countDown();
            assertThat(seen.get()).isEqualTo(bytes);
            assertThat(names).extracting(FileImageStoreTest::got).containsOnly(name);
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    private static String got(Future<String> name) {
        try {
            return name.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
