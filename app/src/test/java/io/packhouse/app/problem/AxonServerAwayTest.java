package io.packhouse.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.ErrorCategory;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AxonServerAwayTest {

    static Stream<Throwable> away() {
        return Stream.of(
                new io.axoniq.axonserver.connector.AxonServerException(
                        ErrorCategory.COMMAND_DISPATCH_ERROR, "gone", "client"),
                new AxonServerException("AXONIQ-4001", "the node it was sent to is gone"),
                new AxonServerCommandDispatchException("AXONIQ-4003", "gone", null),
                new NoHandlerForCommandException("just back"),
                Status.UNAVAILABLE.asRuntimeException(),
                Status.CANCELLED.asException(),
                new IllegalStateException("UNAVAILABLE: io exception"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void aLostServerOrNodeIsUnavailability(Throwable failure) {
        assertThat(AxonServerUnavailable.isCauseOf(failure)).isTrue();
        assertThat(AxonServerUnavailable.isCauseOf(new CompletionException(failure)))
                .isTrue();
    }

    @Test
    void everyOtherFailureIsUnexpected() {
        assertThat(AxonServerUnavailable.isCauseOf(new IllegalStateException("broken")))
                .isFalse();
        assertThat(AxonServerUnavailable.isCauseOf(new IllegalStateException())).isFalse();
    }
}
