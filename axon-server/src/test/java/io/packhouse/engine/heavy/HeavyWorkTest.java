package io.packhouse.engine.heavy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.heavy.HeavyWork.Kind;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeavyWorkTest {

    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CountDownLatch end = new CountDownLatch(1);
    HeavyWork heavy = new HeavyWork(1, 1, Duration.ofSeconds(20), meters);

    @AfterEach
    void close() {
        end.countDown();
        heavy.close();
    }

    @Test
    void runsOnItsOwnPlatformThread() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var thread = threads.submit(() -> heavy.run(Kind.IMAGE, Thread::currentThread))
                    .get();
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.getName()).startsWith("heavy-");
        }
        assertThat(meters.get("packhouse.heavy.work")
                        .tag("kind", "image")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void rejectsAtOnceWhenTheQueueIsFull() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(this::busy);
            await().until(() -> gauge("active") == 1);
            var second = threads.submit(() -> heavy.run(Kind.IMAGE, () -> "second"));
            await().until(() -> gauge("waiting") == 1);
            assertThatThrownBy(() -> heavy.run(Kind.IMAGE, () -> "third"))
                    .isInstanceOf(HeavyWorkRejectedException.class);
            assertThat(rejected()).isEqualTo(1);
            end.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(second.get()).isEqualTo("second");
        }
    }

    @Test
    void failsAfterTheLimitAndInterruptsTheWork() {
        limit(Duration.ofMillis(50));
        var interrupted = new AtomicBoolean();
        assertThatThrownBy(() -> heavy.run(Kind.IMAGE, () -> {
                    try {
                        return end.await(20, java.util.concurrent.TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                }))
                .isInstanceOf(HeavyWorkRejectedException.class);
        await().untilTrue(interrupted);
        assertThat(heavy.run(Kind.IMAGE, () -> "next")).isEqualTo("next");
    }

    @Test
    void aTimedOutCallerLeavesTheQueue() throws Exception {
        limit(Duration.ofMillis(300));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = threads.submit(() -> heavy.run(Kind.IMAGE, () -> {
                uninterruptibly();
                return "busy";
            }));
            await().until(() -> gauge("active") == 1);
            assertThatThrownBy(() -> heavy.run(Kind.IMAGE, () -> "late"))
                    .isInstanceOf(HeavyWorkRejectedException.class);
            assertThat(gauge("waiting")).isZero();
            end.countDown();
            assertThatThrownBy(busy::get).hasCauseInstanceOf(HeavyWorkRejectedException.class);
        }
    }

    @Test
    void backgroundWorkRunsOneAtATimeAndDoesNotBlockRequests() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> heavy.runInBackground(Kind.EXPORT, this::first));
            await().until(() -> gauge("active") == 1);
            assertThatThrownBy(() -> heavy.runInBackground(Kind.EXPORT, () -> "second"))
                    .isInstanceOf(HeavyWorkRejectedException.class);
            assertThat(heavy.run(Kind.IMAGE, () -> "request")).isEqualTo("request");
            end.countDown();
            assertThat(first.get()).isEqualTo("first");
        }
    }

    @Test
    void throwsWhatTheWorkThrows() {
        assertThatThrownBy(() -> heavy.run(Kind.IMPORT, () -> {
                    throw new FileNotFoundException("gone");
                }))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void aFileIsSentAsWrittenAndDeletedAfterwards() throws IOException {
        var sent = new ByteArrayOutputStream();
        try (var file = heavy.write(Kind.DOCUMENT, out -> out.write("words".getBytes(StandardCharsets.UTF_8)))) {
            file.sendTo(sent);
        }
        assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("words");
    }

    private void limit(Duration limit) {
        heavy.close();
        meters = new SimpleMeterRegistry();
        heavy = new HeavyWork(1, 1, limit, meters);
    }

    private String busy() throws InterruptedException {
        return heavy.run(Kind.IMAGE, this::first);
    }

    private String first() throws InterruptedException {
        end.await();
        return "first";
    }

    private void uninterruptibly() {
        while (end.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private double gauge(String name) {
        return meters.get("packhouse.heavy.work." + name).gauge().value();
    }

    private double rejected() {
        return meters.get("packhouse.heavy.work.rejected")
                .tag("kind", "image")
                .counter()
                .count();
    }
}
