package io.packhouse.engine.commandhandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;

class CommandExecutorTest {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CommandExecutor executor = new CommandExecutor(1, meters);

    @Test
    void commandsOfProcessesGoBeforeThoseOfRequests() throws InterruptedException {
        var started = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        executor.execute(of("anonymous"), () -> {
            started.countDown();
            await().until(() -> end.getCount() == 0);
        });
        started.await();
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
