package io.packhouse.engine.eventstore;

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

    private final EventPositionLookup eventPositionLookup = new EventPositionLookup(() -> 40);

    @Test
    void saysWhereAnEventWasMet() {
        eventPositionLookup.hear(event("order", 0, 41));
        eventPositionLookup.hear(event("order", 1, 42));
        eventPositionLookup.hear(event("pack", 7, 43));

        assertThat(eventPositionLookup.of("order", 1, SOON)).isEqualTo(42);
        assertThat(eventPositionLookup.of("order", 0, SOON))
                .as("a later one will do")
                .isEqualTo(42);
        assertThat(eventPositionLookup.of("pack", 7, SOON)).isEqualTo(43);
    }

    @Test
    void waitsUntilItIsMet() throws Exception {
        eventPositionLookup.hear(event("order", 0, 41));
        var asked = CompletableFuture.supplyAsync(() -> eventPositionLookup.of("order", 1, SOON));
        eventPositionLookup.hear(event("pack", 7, 42));
        Thread.sleep(50);
        assertThat(asked).as("others do not count").isNotDone();
        eventPositionLookup.hear(event("order", 1, 43));
        assertThat(asked.get(500, TimeUnit.MILLISECONDS)).isEqualTo(43);
    }

    @Test
    void isTheHeadWhenItIsNotMet() {
        eventPositionLookup.hear(event("order", 0, 41));
        assertThat(eventPositionLookup.of("order", 1, SOON)).isEqualTo(40);
    }

    @Test
    void forgetsStreamsLongUnheardOf() {
        eventPositionLookup.hear(event("first", 0, 1));
        eventPositionLookup.hear(event("kept", 0, 2));
        for (var i = 0; i < 4_095; i++) {
            eventPositionLookup.hear(event("stream-" + i, 0, 3 + i));
            eventPositionLookup.hear(event("kept", 1, 4));
        }
        assertThat(eventPositionLookup.of("kept", 1, SOON)).isEqualTo(4);
        assertThat(eventPositionLookup.of("first", 0, SOON)).isEqualTo(40);
    }

    private static TrackedEventMessage<?> event(String stream, long version, long position) {
        return new GenericTrackedDomainEventMessage<>(
                Positions.token(position),
                new GenericDomainEventMessage<>("type", stream, version, "happened"));
    }
}
