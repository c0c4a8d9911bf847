package io.packhouse.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.postgres.DatabaseConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Concurrent schedules of one item, while it is executed: all of them succeed.
class ScheduledTaskTest {

    static final int THREADS = 16;
    static final int ROUNDS = 150;

    @TempDir
    static Path folder;

    static final class Quick implements DurableTask<String> {

        final AtomicInteger done = new AtomicInteger();

        @Override
        public String name() {
            return "quick";
        }

        @Override
        public Class<String> payload() {
            return String.class;
        }

        @Override
        public Next perform(String payload) {
            done.incrementAndGet();
            return new Next.Done();
        }
    }

    @Test
    void parallelSchedulesOfOneItemAllSucceed() throws Exception {
        var quick = new Quick();
        try (var database = new SpringApplicationBuilder(DatabaseConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .run("--packhouse.data=" + folder, "--spring.main.banner-mode=off");
                var callers = Executors.newFixedThreadPool(THREADS)) {
            var work = new DbSchedulerTaskScheduler(
                    database.getBean(DataSource.class), List.of(quick), JsonMapper.shared(), Clock.systemUTC(), true);
            var transactions = new TransactionTemplate(database.getBean(PlatformTransactionManager.class));
            work.start();
            try {
                var together = new CyclicBarrier(THREADS);
                var failed = new ConcurrentLinkedQueue<RuntimeException>();
                var all = new ArrayList<Callable<Void>>();
                for (var i = 0; i < THREADS; i++) {
                    var inTransaction = i % 2 == 0;
                    Runnable schedule = () -> work.schedule(quick, "one", Instant.now(), "payload");
                    Runnable one =
                            inTransaction ? () -> transactions.executeWithoutResult(_ -> schedule.run()) : schedule;
                    all.add(() -> repeat(one, together, failed));
                }
                for (var caller : callers.invokeAll(all)) {
                    caller.get();
                }
                assertThat(failed).isEmpty();
                assertThat(quick.done).hasValueGreaterThanOrEqualTo(1);
            } finally {
                work.stop();
            }
        }
    }

    private static Void repeat(Runnable schedule, CyclicBarrier together, Queue<RuntimeException> failed)
            throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            together.await();
            try {
                schedule.run();
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        return null;
    }
}
