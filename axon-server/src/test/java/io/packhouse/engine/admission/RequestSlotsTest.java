package io.packhouse.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestSlotsTest {

    static final Duration LONG = Duration.ofMinutes(1);
    static final Duration SHORT = Duration.ofMillis(50);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void requestsGetSlotsInOrderOfArrival() throws Exception {
        var slots = slots(1, LONG);
        var order = new CopyOnWriteArrayList<Integer>();
        var all = new ArrayList<Future<?>>();
        try (var _ = slots.take().orElseThrow()) {
            for (var number = 0; number < 20; number++) {
                var own = number;
                all.add(threads.submit(() -> {
                    try (var _ = slots.take().orElseThrow()) {
                        order.add(own);
                    }
                }));
                await().until(() -> slots.waiting() == own + 1);
            }
        }
        for (var one : all) {
            one.get();
        }
        assertThat(order).isSorted().hasSize(20);
        assertThat(active()).isZero();
    }

    @Test
    void aRequestThatGetsNoSlotInTimeIsShedAndCounted() throws Exception {
        var slots = slots(2, SHORT);
        occupy(slots, 2);
        assertThat(takesOne(slots)).isFalse();
        assertThat(meters.get("packhouse.requests.shed").counter().count()).isOne();
        assertThat(meters.get("packhouse.requests.wait").timer().max(TimeUnit.MILLISECONDS))
                .isGreaterThanOrEqualTo(50);
        assertThat(active()).isEqualTo(2);
        end.countDown();
        await().until(() -> active() == 0);
        assertThat(takesOne(slots)).isTrue();
    }

    @Test
    void anInterruptedRequestIsShed() throws Exception {
        var slots = slots(1, LONG);
        occupy(slots, 1);
        var interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return slots.take().isEmpty() && Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get()).isTrue();
        assertThat(active()).isOne();
    }

    @Test
    void aSlotIsGivenBackOnceAlsoAfterAnExceptionAndFromAnotherThread() throws Exception {
        var slots = slots(3, SHORT);
        assertThatThrownBy(() -> {
                    try (var _ = slots.take().orElseThrow()) {
                        throw new IllegalStateException("failed");
                    }
                })
                .hasMessage("failed");
        assertThat(active()).isZero();
        try (var slot = slots.take().orElseThrow()) {
            slot.release();
            slot.release();
            threads.submit(slot::release).get();
            assertThat(active()).isZero();
        }
        assertThat(active()).isZero();
    }

    @Test
    void aRequestThatOnlyWaitsLeavesItsSlotToOthers() throws Exception {
        var slots = slots(1, SHORT);
        try (var _ = slots.take().orElseThrow()) {
            assertThat(takesOne(slots)).isFalse();
            assertThat(RequestSlot.<Boolean, Exception>releasedWhile(
                            () -> RequestSlot.<Boolean, Exception>releasedWhile(() -> takesOne(slots))))
                    .isTrue();
            assertThat(active()).isOne();
            assertThatThrownBy(() -> RequestSlot.releasedWhile(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
            assertThat(active()).isOne();
        }
        assertThat(active()).isZero();
    }

    /// It goes on at once; until there are fewer than there are slots, no other is admitted.
    @Test
    void aRequestForWhichSomethingWasDoneIsNotShedAfterAWait() throws Exception {
        var slots = slots(1, SHORT);
        try (var _ = slots.take().orElseThrow()) {
            RequestSlot.releasedWhile(() -> {
                occupy(slots, 1);
                return null;
            });
            assertThat(active()).isEqualTo(2);
        }
        assertThat(active()).isOne();
        assertThat(takesOne(slots)).isFalse();
        end.countDown();
        await().until(() -> takesOne(slots));
    }

    @Test
    void aRequestForWhichNothingWasDoneIsShedAfterAWaitIfThereIsNoSlot() throws Exception {
        var slots = slots(1, SHORT);
        try (var _ = slots.take().orElseThrow()) {
            assertThatThrownBy(() -> RequestSlot.reacquiredAfter(() -> {
                        occupy(slots, 1);
                        return "came";
                    }))
                    .isInstanceOf(RequestShedException.class);
            assertThat(active()).isOne();
        }
        assertThat(active()).isOne();
        assertThat(meters.get("packhouse.requests.shed").counter().count()).isOne();
    }

    @Test
    void aRequestForWhichNothingCameGoesOnWithoutASlot() throws Exception {
        var slots = slots(1, SHORT);
        try (var _ = slots.take().orElseThrow()) {
            RequestSlot.reacquiredAfter(() -> {
                occupy(slots, 1);
                return null;
            });
            assertThat(active()).isOne();
        }
        assertThat(active()).isOne();
        assertThat(meters.get("packhouse.requests.shed").counter().count()).isZero();
    }

    /// However many wait at the same time for something else, no more than the slots go on.
    @Test
    void afterACommonWaitNoMoreAreActiveThanThereAreSlots() throws Exception {
        var slots = slots(3, LONG);
        var common = new CountDownLatch(1);
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var all = new ArrayList<Future<?>>();
        for (var i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                try (var _ = slots.take().orElseThrow()) {
                    RequestSlot.reacquiredAfter(() -> common.await(1, TimeUnit.MINUTES));
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    Thread.sleep(1);
                    atWork.decrementAndGet();
                }
                return null;
            }));
        }
        await().until(() -> active() == 0);
        common.countDown();
        for (var one : all) {
            one.get();
        }
        assertThat(most).hasValueBetween(1, 3);
        assertThat(active()).isZero();
    }

    @Test
    void waitingOutsideOfARequestNeedsNoSlot() {
        assertThat(RequestSlot.<String, RuntimeException>releasedWhile(() -> "done"))
                .isEqualTo("done");
        assertThat(RequestSlot.<String, RuntimeException>reacquiredAfter(() -> "done"))
                .isEqualTo("done");
    }

    /// With four slots one request may wait while others time out; the timeout of this test is long,
    /// so the one that is shed at once shows it.
    @Test
    void whileRequestsTimeOutMostAreShedAtOnce() throws Exception {
        var timeout = Duration.ofSeconds(2);
        var slots = slots(4, timeout);
        occupy(slots, 4);
        assertThat(takesOne(slots)).isFalse();
        var waits = threads.submit(() -> takesOne(slots));
        await().until(() -> slots.waiting() == 1);
        var startNanos = System.nanoTime();
        assertThat(slots.take()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(timeout.dividedBy(2));
        end.countDown();
        assertThat(waits.get()).isTrue();
    }

    private RequestSlots slots(int count, Duration timeout) {
        return new RequestSlots("test", count, timeout, meters);
    }

    private double active() {
        return meters.get("packhouse.requests.active").gauge().value();
    }

    private void occupy(RequestSlots slots, int many) {
        var taken = new CountDownLatch(many);
        for (var i = 0; i < many; i++) {
            var _ = threads.submit(() -> {
                try (var _ = slots.take().orElseThrow()) {
                    taken.countDown();
                    end.await();
                    return List.of();
                }
            });
        }
        await().until(() -> taken.getCount() == 0);
    }

    private boolean takesOne(RequestSlots slots) throws ExecutionException, InterruptedException {
        return threads.submit(() -> {
                    try (var slot = slots.take().orElse(null)) {
                        return slot != null;
                    }
                })
                .get();
    }
}
