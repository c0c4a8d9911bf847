package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    static final class Rejected extends RuntimeException {
        Rejected(String item) {
            super(item);
        }
    }

    final List<List<String>> attempts = new CopyOnWriteArrayList<>();
    final CountDownLatch mayWrite = new CountDownLatch(1);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final GroupCommit<String, String> group = new GroupCommit<>(this::write, Rejected.class::isInstance);

    private List<String> write(List<String> items) {
        attempts.add(items);
        try {
            assertThat(mayWrite.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        items.stream().filter(item -> item.startsWith("bad")).findFirst().ifPresent(item -> {
            throw new Rejected(item);
        });
        if (items.equals(List.of("broken"))) {
            throw new AssertionError("Broken on purpose");
        }
        if (items.contains("lost")) {
            throw new IllegalStateException("Connection lost");
        }
        return items.stream().map(item -> item + "!").toList();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aSingleCallerWritesAtOnce() {
        mayWrite.countDown();
        assertThat(group.write("a")).isEqualTo("a!");
        assertThat(group.write("b")).isEqualTo("b!");
        assertThat(attempts).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void thoseThatWaitShareTheNextWrite() throws Exception {
        var all = waiting("b", "c", "d");
        mayWrite.countDown();
        for (var i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get(20, TimeUnit.SECONDS)).isEqualTo((char) ('a' + i) + "!");
        }
        assertThat(attempts).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void aRejectedItemFailsAlone() throws Exception {
        var all = waiting("b", "bad", "d");
        mayWrite.countDown();
        assertThat(all.get(1).get(20, TimeUnit.SECONDS)).isEqualTo("b!");
        assertThatThrownBy(() -> all.get(2).get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(Rejected.class);
        assertThat(all.get(3).get(20, TimeUnit.SECONDS)).isEqualTo("d!");
        assertThat(attempts)
                .containsExactly(List.of("a"), List.of("b", "bad", "d"), List.of("b"), List.of("bad"), List.of("d"));
    }

    /// They may be written: a repetition would write them twice.
    @Test
    void afterAFailureWithUnknownOutcomeNothingIsRepeated() throws Exception {
        var all = waiting("b", "lost");
        mayWrite.countDown();
        for (var one : all.subList(1, 3)) {
            assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS)).hasRootCauseMessage("Connection lost");
        }
        assertThat(attempts).containsExactly(List.of("a"), List.of("b", "lost"));
        assertThat(group.write("e")).isEqualTo("e!");
    }

    @Test
    void afterAnErrorNobodyWaitsForEver() throws Exception {
        var all = waiting("bad", "broken", "d");
        mayWrite.countDown();
        for (var one : all.subList(1, 4)) {
            assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
        assertThat(group.write("e")).isEqualTo("e!");
    }

    @Test
    void manyCallersEachGetTheirOwnResult() throws Exception {
        mayWrite.countDown();
        var all = new ArrayList<Future<?>>();
        for (var caller = 0; caller < 16; caller++) {
            var name = (caller % 4 == 0 ? "bad" : "good") + caller + "-";
            all.add(threads.submit(() -> {
                for (var i = 0; i < 500; i++) {
                    var item = name + i;
                    if (name.startsWith("bad")) {
                        assertThatThrownBy(() -> group.write(item))
                                .isInstanceOf(Rejected.class)
                                .hasMessage(item);
                    } else {
                        assertThat(group.write(item)).isEqualTo(item + "!");
                    }
                }
            }));
        }
        for (var one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(attempts).anyMatch(items -> items.size() > 1);
    }

    /// The caller of "a" writes until the others wait, in that order.
    private List<Future<String>> waiting(String... others) {
        var all = new ArrayList<Future<String>>();
        all.add(threads.submit(() -> group.write("a")));
        await().until(() -> attempts.size() == 1);
        for (var other : others) {
            var before = group.waiting();
            all.add(threads.submit(() -> group.write(other)));
            await().until(() -> group.waiting() > before);
        }
        return all;
    }
}
