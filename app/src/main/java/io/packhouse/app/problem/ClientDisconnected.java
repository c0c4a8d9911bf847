package io.packhouse.app.problem;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Whether a request failed because whoever sent it has gone. Only the types say so that the
/// container has for its own connections: the store's break with the same words.
final class ClientDisconnected {

    private static final int DEEPEST = 50;

    private ClientDisconnected() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(
                        cause ->
                                cause instanceof AsyncRequestNotUsableException
                                        || cause instanceof ClientAbortException);
    }
}
