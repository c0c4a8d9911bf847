package io.packhouse.ordering.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTransitionsTest {

    static final Map<String, OrderStatus> LEADS_TO = Map.of(
            "start-processing", OrderStatus.PROCESSING,
            "ship", OrderStatus.SHIPPED,
            "deliver", OrderStatus.DELIVERED,
            "cancel", OrderStatus.CANCELLED);

    /// Both parts of the table agree: a command is offered exactly in the states that allow it.
    @ParameterizedTest
    @EnumSource
    void offersExactlyWhatIsAllowed(OrderStatus status) {
        var allowed = LEADS_TO.entrySet().stream()
                .filter(way -> OrderTransitions.allowed(status, way.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(OrderTransitions.commandsIn(status)).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "DELIVERED", "CANCELLED"})
    void endsThere(OrderStatus last) {
        assertThat(List.of(OrderStatus.values())).noneMatch(next -> OrderTransitions.allowed(last, next));
        assertThat(Stream.of(OrderStatus.values())).anyMatch(before -> OrderTransitions.allowed(before, last));
    }
}
