package io.packhouse.app.problem;

import static io.packhouse.app.problem.Problem.*;

import io.packhouse.engine.admission.RequestShedException;
import io.packhouse.engine.http.CommandTimeoutException;
import io.packhouse.engine.http.InsufficientScopeException;
import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.SecondFactorRequiredException;
import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.engine.query.InvalidConsistencyTokenException;
import io.packhouse.engine.query.InvalidCursorException;
import io.packhouse.engine.query.ProjectionLagException;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Converts exceptions to problems. Errors of the client are returned only, errors of the engine
/// are logged.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter writer;
    private final StoreProblems store;
    private final OverloadLog overloads;

    ProblemAdvice(ProblemWriter writer, StoreProblems store, OverloadLog overloads) {
        this.writer = writer;
        this.store = store;
        this.overloads = overloads;
    }

    @ExceptionHandler
    Object on(ProblemException problem, HttpServletRequest request) {
        return writer.answer(problem, request);
    }

    @ExceptionHandler
    Object on(CommandRejectedException commandRejectedException, HttpServletRequest request) {
        return writer.answer(ProblemException.of(commandRejectedException), request);
    }

    @ExceptionHandler
    Object on(InsufficientScopeException missing, HttpServletRequest request) {
        var facts = Map.<String, Object>of("scope", missing.scope());
        return writer.answer(new ProblemException(FORBIDDEN, message(missing), facts), request);
    }

    @ExceptionHandler
    Object on(SignInRejectedException rejected, HttpServletRequest request) {
        return writer.answer(new ProblemException(SIGN_IN_REJECTED, message(rejected)), request);
    }

    @ExceptionHandler
    Object on(SecondFactorRequiredException required, HttpServletRequest request) {
        var facts = Map.<String, Object>of("challenge", required.challenge(), "expiresAt", required.expiresAt());
        return writer.answer(new ProblemException(SECOND_FACTOR_REQUIRED, message(required), facts), request);
    }

    @ExceptionHandler
    Object on(TooManyRequestsException limited, HttpServletRequest request) {
        var wait = new HttpHeaders();
        wait.set(HttpHeaders.RETRY_AFTER, String.valueOf(limited.retryAfter().toSeconds()));
        return writer.answer(new ProblemException(TOO_MANY_ATTEMPTS, message(limited)), wait, request);
    }

    @ExceptionHandler
    Object on(InvalidFieldException invalid, HttpServletRequest request) {
        return writer.answer(FieldProblems.of(invalid), request);
    }

    @ExceptionHandler
    Object on(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return writer.answer(FieldProblems.of(invalid), request);
    }

    @ExceptionHandler
    Object on(HandlerMethodValidationException invalid, HttpServletRequest request) {
        return writer.answer(FieldProblems.of(invalid), request);
    }

    @ExceptionHandler
    Object on(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        var inPath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        return writer.answer(
                new ProblemException(
                        inPath ? WRONG_ID_TYPE : VALIDATION_FAILED,
                        BodyProblems.reason(mismatch),
                        Map.of("parameter", mismatch.getName())),
                request);
    }

    /// A required parameter or header is missing.
    @ExceptionHandler
    Object on(ServletRequestBindingException missing, HttpServletRequest request) {
        return writer.answer(new ProblemException(VALIDATION_FAILED, detail(missing), name(missing)), request);
    }

    @ExceptionHandler
    Object on(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        var problem = store.noRoom(unreadable) // A body may be buffered on disk.
                .orElseGet(() -> BodyProblems.of(unreadable, request.getContentType()));
        return writer.answer(problem, request);
    }

    /// Supported media types differ by endpoint.
    @ExceptionHandler
    Object on(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        var problem = new ProblemException(UNSUPPORTED_MEDIA_TYPE, detail(wrong));
        var known = MediaType.toString(wrong.getSupportedMediaTypes());
        return writer.answer(
                known.isEmpty() ? problem : problem.hinting("Send Content-Type: " + known + "."),
                wrong.getHeaders(),
                request);
    }

    @ExceptionHandler
    Object on(InvalidConsistencyTokenException bad, HttpServletRequest request) {
        return writer.answer(new ProblemException(INVALID_CONSISTENCY_TOKEN, message(bad)), request);
    }

    @ExceptionHandler
    Object on(InvalidCursorException bad, HttpServletRequest request) {
        return writer.answer(new ProblemException(INVALID_CURSOR, message(bad)), request);
    }

    @ExceptionHandler
    Object on(ProjectionLagException behind, HttpServletRequest request) {
        return writer.answer(new ProblemException(PROJECTION_BEHIND, message(behind)), request);
    }

    @ExceptionHandler
    Object on(CommandTimeoutException unanswered, HttpServletRequest request) {
        LOG.error(
                "A command of trace {} timed out: {}",
                request.getAttribute(ProblemWriter.TRACE_ID),
                unanswered.getMessage());
        return writer.answer(new ProblemException(COMMAND_TIMEOUT, message(unanswered)), request);
    }

    @ExceptionHandler
    Object on(NoResourceFoundException nothing, HttpServletRequest request) {
        var detail = "There is nothing at /" + nothing.getResourcePath() + ".";
        return writer.answer(new ProblemException(NOT_FOUND, detail), request);
    }

    /// For example an invalid parameter name.
    @ExceptionHandler
    Object on(RequestRejectedException bad, HttpServletRequest request) {
        return writer.answer(ProblemException.ofStatus(400), request);
    }

    @ExceptionHandler({
        RequestShedException.class,
        RejectedExecutionException.class,
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class
    })
    Object onOverload(Exception cause, HttpServletRequest request) {
        return writer.answer(store.of(cause).orElseGet(() -> overload(cause)), request);
    }

    private ProblemException overload(Exception cause) {
        overloads.shed(cause.toString());
        return new ProblemException(
                OVERLOADED, cause instanceof RequestShedException ? cause.getMessage() : "The engine is overloaded.");
    }

    @ExceptionHandler
    Object on(Exception cause, HttpServletRequest request) {
        if (ClientDisconnected.isCauseOf(cause)) {
            return ResponseEntity.badRequest().build(); // In case the client is still connected.
        }
        var lost = store.of(cause);
        if (lost.isPresent()) {
            return writer.answer(lost.get(), request);
        }
        if (cause instanceof ErrorResponse known && known.getStatusCode().value() != 500) {
            var kind = Problem.ofStatus(known.getStatusCode().value());
            var problem = new ProblemException(kind, detail(known));
            return writer.answer(problem, known.getHeaders(), request);
        }
        LOG.error(
                "Request {} of trace {} failed",
                request.getAttribute(ProblemWriter.REQUEST_ID),
                request.getAttribute(ProblemWriter.TRACE_ID),
                cause);
        return writer.answer(new ProblemException(UNEXPECTED, "The request failed unexpectedly."), request);
    }

    private static String message(RuntimeException own) {
        return String.valueOf(own.getMessage());
    }

    private static Map<String, Object> name(ServletRequestBindingException missing) {
        return switch (missing) {
            case MissingServletRequestParameterException parameter -> Map.of("parameter", parameter.getParameterName());
            case MissingRequestHeaderException header -> Map.of("header", header.getHeaderName());
            default -> Map.of();
        };
    }

    private static String detail(ErrorResponse known) {
        var detail = known.getBody().getDetail();
        return detail == null ? known.getStatusCode().toString() : detail;
    }
}
