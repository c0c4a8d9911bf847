package io.packhouse.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

/// The head here is always 40: before every event that is met.
class WhereaboutsTest {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Whereabouts whereabouts = new Whereabouts(() -> 40);

    @Test
    void saysWhereAnEventWasMet() {
        whereabouts.hear(event("order", 0, 41));
        whereabouts.hear(event("order", 1, 42));
        whereabouts.hear(event("pack", 7, 43));

        assertThat(whereabouts.of("order", 1, SOON)).isEqualTo(42);
        assertThat(whereabouts.of("order", 0, SOON)).as("a later one will do").isEqualTo(42);
        assertThat(whereabouts.of("pack", 7, SOON)).isEqualTo(43);
    }

    @Test
    void waitsUntilItIsMet() throws Exception {
        whereabouts.hear(event("order", 0, 41));
        var asked = CompletableFuture.supplyAsync(() -> whereabouts.of("order", 1, SOON));
        whereabouts.hear(event("pack", 7, 42));
        Thread.sleep(50);
        assertThat(asked).as("others do not count").isNotDone();
        whereabouts.hear(event("order", 1, 43));
        assertThat(asked.get(500, TimeUnit.MILLISECONDS)).isEqualTo(43);
    }

    @Test
    void isTheHeadWhenItIsNotMet() {
        whereabouts.hear(event("order", 0, 41));
        assertThat(whereabouts.of("order", 1, SOON)).isEqualTo(40);
    }

    @Test
    void forgetsStreamsLongUnheardOf() {
        whereabouts.hear(event("first", 0, 1));
        whereabouts.hear(event("kept", 0, 2));
        for (var i = 0; i < 4_095; i++) {
            whereabouts.hear(event("stream-" + i, 0, 3 + i));
            whereabouts.hear(event("kept", 1, 4));
        }
        assertThat(whereabouts.of("kept", 1, SOON)).isEqualTo(4);
        assertThat(whereabouts.of("first", 0, SOON)).isEqualTo(40);
    }

    private static TrackedEventMessage<?> event(String stream, long version, long position) {
        return new GenericTrackedDomainEventMessage<>(
                Positions.token(position),
                new GenericDomainEventMessage<>("type", stream, version, "happened"));
    }
}
