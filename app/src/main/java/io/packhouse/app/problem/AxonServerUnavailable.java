package io.packhouse.app.problem;

import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;

/// Whether a failure means that Axon Server or the chosen node was lost: the command may or may not
/// have been executed. A server that has just restarted does not know the handlers yet.
final class AxonServerUnavailable {

    private static final int DEEP = 50;

    private AxonServerUnavailable() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEP)
                .anyMatch(AxonServerUnavailable::isIt);
    }

    private static boolean isIt(Throwable cause) {
        return cause instanceof AxonServerException
                || cause instanceof io.axoniq.axonserver.connector.AxonServerException
                || cause instanceof AxonServerCommandDispatchException
                || cause instanceof NoHandlerForCommandException
                || cause instanceof StatusRuntimeException
                || cause instanceof StatusException
                // gRPC's text for a lost connection.
                || String.valueOf(cause.getMessage()).startsWith("UNAVAILABLE");
    }
}
