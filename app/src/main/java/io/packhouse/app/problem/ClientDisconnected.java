package io.packhouse.app.problem;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Whether a request failed because the client disconnected. Decided by the container's exception
/// types only: a lost database connection has the same messages.
final class ClientDisconnected {

    private static final int DEEPEST = 50;

    private ClientDisconnected() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(cause ->
                        cause instanceof AsyncRequestNotUsableException || cause instanceof ClientAbortException);
    }
}
