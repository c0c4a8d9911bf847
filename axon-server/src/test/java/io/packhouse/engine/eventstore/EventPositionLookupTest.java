package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

/// The head is always 40 here: lower than every event that is seen.
class EventPositionLookupTest {

    private static final Duration SOON = Duration.ofMillis(500);

    private final EventPositionLookup eventPositionLookup = new EventPositionLookup(() -> 40);

    @Test
    void returnsThePositionOfASeenEvent() {
        eventPositionLookup.onEvent(event("order", 0, 41));
        eventPositionLookup.onEvent(event("order", 1, 42));
        eventPositionLookup.onEvent(event("pack", 7, 43));

        assertThat(eventPositionLookup.of("order", 1, SOON)).isEqualTo(42);
        assertThat(eventPositionLookup.of("order", 0, SOON))
                .as("a later one will do")
                .isEqualTo(42);
        assertThat(eventPositionLookup.of("pack", 7, SOON)).isEqualTo(43);
    }

    @Test
    void waitsUntilTheEventIsSeen() throws Exception {
        eventPositionLookup.onEvent(event("order", 0, 41));
        var asked = CompletableFuture.supplyAsync(() -> eventPositionLookup.of("order", 1, SOON));
        eventPositionLookup.onEvent(event("pack", 7, 42));
        Thread.sleep(50);
        assertThat(asked).as("others do not count").isNotDone();
        eventPositionLookup.onEvent(event("order", 1, 43));
        assertThat(asked.get(500, TimeUnit.MILLISECONDS)).isEqualTo(43);
    }

    @Test
    void isTheHeadWhenTheEventIsNotSeen() {
        eventPositionLookup.onEvent(event("order", 0, 41));
        assertThat(eventPositionLookup.of("order", 1, SOON)).isEqualTo(40);
    }

    @Test
    void dropsStreamsWithoutRecentEvents() {
        eventPositionLookup.onEvent(event("first", 0, 1));
        eventPositionLookup.onEvent(event("kept", 0, 2));
        for (var i = 0; i < 4_095; i++) {
            eventPositionLookup.onEvent(event("stream-" + i, 0, 3 + i));
            eventPositionLookup.onEvent(event("kept", 1, 4));
        }
        assertThat(eventPositionLookup.of("kept", 1, SOON)).isEqualTo(4);
        assertThat(eventPositionLookup.of("first", 0, SOON)).isEqualTo(40);
    }

    private static TrackedEventMessage<?> event(String stream, long version, long position) {
        return new GenericTrackedDomainEventMessage<>(
                Positions.token(position), new GenericDomainEventMessage<>("type", stream, version, "happened"));
    }
}
