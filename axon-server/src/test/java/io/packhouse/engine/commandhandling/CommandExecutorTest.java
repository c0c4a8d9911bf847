package io.packhouse.engine.commandhandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class CommandExecutorTest {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CommandExecutor executor = new CommandExecutor(1, meters);

    final CountDownLatch end = new CountDownLatch(1);
    final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void commandsOfProcessesGoBeforeThoseOfRequests() throws InterruptedException {
        occupy();
        for (var actor : List.of("per_1", "anonymous", "process", "per_2", "provider:stripe", "process:orders")) {
            executor.execute(of(actor), () -> order.add(actor));
        }
        assertThat(meters.get("packhouse.commands.waiting").gauge().value()).isEqualTo(6);
        end.countDown();
        await().until(() -> order.size() == 6);
        assertThat(order)
                .containsExactly("process", "provider:stripe", "process:orders", "per_1", "anonymous", "per_2");
        assertThat(count("process")).isEqualTo(3);
        assertThat(count("request")).isEqualTo(4);
    }

    /// The person who ordered is the actor of everything that follows.
    @Test
    void aCommandThatAnEventOfAPersonCausedIsOfAProcess() throws InterruptedException {
        occupy();
        executor.execute(of("per_1"), () -> order.add("request"));
        var event = GenericEventMessage.asEventMessage("it").andMetaData(Map.of(MetaDataKeys.ACTOR, "per_1"));
        var handling = DefaultUnitOfWork.startAndGet(event);
        handling.registerCorrelationDataProvider(new ActorCorrelationDataProvider());
        handling.execute(() -> {
            CommandMessage<?> caused = GenericCommandMessage.asCommandMessage("it");
            assertThat(caused.getMetaData()).containsEntry(MetaDataKeys.ACTOR, "per_1");
            executor.execute(caused, () -> order.add("caused"));
        });
        end.countDown();
        await().until(() -> order.size() == 2);
        assertThat(order).containsExactly("caused", "request");
    }

    @Test
    void aRequestThatHasWaitedLongGoesBeforeProcesses() throws InterruptedException {
        occupy();
        executor.execute(of("per_1"), () -> order.add("request"));
        Thread.sleep(Duration.ofMillis(600));
        executor.execute(of("process"), () -> order.add("process"));
        end.countDown();
        await().until(() -> order.size() == 2);
        assertThat(order).containsExactly("request", "process");
    }

    private void occupy() throws InterruptedException {
        var started = new CountDownLatch(1);
        executor.execute(of("anonymous"), () -> {
            started.countDown();
            await().until(() -> end.getCount() == 0);
        });
        started.await();
    }

    private long count(String sender) {
        return meters.get("packhouse.commands.wait")
                .tag("sender", sender)
                .timer()
                .count();
    }

    private static CommandMessage<?> of(String actor) {
        return GenericCommandMessage.asCommandMessage("it").andMetaData(Map.of(MetaDataKeys.ACTOR, actor));
    }
}
