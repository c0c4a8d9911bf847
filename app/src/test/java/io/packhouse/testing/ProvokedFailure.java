package io.packhouse.testing;

import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// How a command fails when the store fails or is full, or when the caller disconnects.
public enum ProvokedFailure {
    AXON_SERVER_RESET(
            503,
            () -> new EventStoreException(
                    "The events could not be stored",
                    Status.UNAVAILABLE
                            .withDescription("io exception")
                            .withCause(new IOException("Connection reset by peer"))
                            .asRuntimeException())),
    AXON_SERVER_CANCELLED(
            503,
            () -> new CompletionException(
                    Status.CANCELLED.withCause(new IOException("Broken pipe")).asException())),
    DATABASE_RESET(
            503,
            () -> new TransactionSystemException(
                    "Could not commit",
                    new SQLException("An I/O error occurred", "08006", new IOException("Connection reset by peer")))),
    DATABASE_LOST_IN_A_COMMIT(
            503,
            () -> new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"))),
    DATABASE_REFUSES(
            503,
            () -> new CannotGetJdbcConnectionException(
                    "Failed to obtain a connection", new SQLException("Connection refused", "08001"))),
    DATABASE_STARTS(
            503,
            () -> new CannotGetJdbcConnectionException(
                    "Failed to obtain a connection", new SQLException("the database system is starting up", "57P03"))),
    DATABASE_STOPPED(
            503,
            () -> new CommandExecutionException(
                    "failed", new SQLException("terminating connection due to crash", "57P02"))),
    DATABASE_HAS_NO_ROOM(
            507,
            () -> new UncategorizedSQLException(
                    "insert", "insert", new SQLException("could not extend file: No space left", "53100"))),
    FOLDER_HAS_NO_ROOM(
            507,
            () -> new UncheckedIOException(
                    new FileSystemException("/data/images/img", null, "No space left on device"))),
    BODY_HAS_NO_ROOM(
            507,
            () -> new HttpMessageNotReadableException(
                    "I/O error while reading input message", new IOException("No space left on device"), nothing())),
    CALLER_LEFT_BEFORE_THE_ANSWER(400, () -> new AsyncRequestNotUsableException("ServletOutputStream failed to write")),
    CALLER_LEFT_BEFORE_THE_END_OF_THE_BODY(
            400, () -> new UncheckedIOException(new ClientAbortException(new IOException("Connection reset by peer")))),
    SOMETHING_ELSE_RESET(500, () -> new IllegalStateException(new IOException("Connection reset by peer")));

    private final int status;

    @SuppressWarnings("ImmutableEnumChecker") // Creates a new one each time.
    private final Supplier<Exception> failure;

    ProvokedFailure(int status, Supplier<Exception> failure) {
        this.status = status;
        this.failure = failure;
    }

    /// The status of the answer.
    public int status() {
        return status;
    }

    Exception failure() {
        return failure.get();
    }

    private static HttpInputMessage nothing() {
        return new MockHttpInputMessage(new byte[0]);
    }
}
