package io.packhouse.app.problem;

import static io.packhouse.app.problem.Problem.*;

import io.packhouse.engine.reading.BadCursor;
import io.packhouse.engine.reading.BadToken;
import io.packhouse.engine.reading.ProjectionBehind;
import io.packhouse.shared.api.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Turns whatever was thrown into a problem. What the caller did is answered, what we did is
/// logged.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Set<String> SHORT_OF_STOCK = Set.of("OUT_OF_STOCK", "INSUFFICIENT_STOCK");

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(ProblemException problem, HttpServletRequest request) {
        return writer.response(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(Refused refused, HttpServletRequest request) {
        var answer = refused.answer();
        var facts = new LinkedHashMap<>(answer.facts());
        facts.put("reason", answer.code());
        return writer.response(
                new ProblemException(kind(answer), answer.sentence(), facts), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(
            MethodArgumentNotValidException invalid, HttpServletRequest request) {
        var errors = invalid.getFieldErrors().stream().map(ProblemAdvice::error).toList();
        return writer.response(
                new ProblemException(
                        INVALID, "The body has " + errors.size() + " error(s).", Map.of(), errors),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(
            HandlerMethodValidationException invalid, HttpServletRequest request) {
        var errors =
                invalid.getAllErrors().stream()
                        .map(
                                error ->
                                        new ProblemException.FieldError(
                                                "",
                                                "invalid",
                                                String.valueOf(error.getDefaultMessage())))
                        .toList();
        return writer.response(
                new ProblemException(INVALID, "A parameter is not right.", Map.of(), errors),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(
            MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        var kind =
                mismatch.getName().equals("id") || mismatch.getName().equals("item")
                        ? WRONG_ID_KIND
                        : INVALID;
        return writer.response(
                new ProblemException(
                        kind,
                        BodyProblems.reason(mismatch),
                        Map.of("parameter", mismatch.getName())),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(
            HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return writer.response(BodyProblems.of(unreadable), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(BadToken bad, HttpServletRequest request) {
        return writer.response(new ProblemException(BAD_TOKEN, message(bad)), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(BadCursor bad, HttpServletRequest request) {
        return writer.response(new ProblemException(BAD_CURSOR, message(bad)), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(ProjectionBehind behind, HttpServletRequest request) {
        return writer.response(new ProblemException(PROJECTION_BEHIND, message(behind)), request);
    }

    @ExceptionHandler({
        RejectedExecutionException.class,
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Map<String, Object>> onOverload(Exception cause, HttpServletRequest request) {
        LOG.warn("Shedding a request: {}", cause.toString());
        return writer.response(
                new ProblemException(OVERLOADED, "The engine is at its limit."), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(Exception cause, HttpServletRequest request) {
        if (cause instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return writer.response(new ProblemException(kind(known), detail(known)), request);
        }
        LOG.error("Request {} failed", request.getAttribute(ProblemWriter.REQUEST_ID), cause);
        return writer.response(
                new ProblemException(UNEXPECTED, "The request could not be answered."), request);
    }

    private static String message(RuntimeException own) {
        return String.valueOf(own.getMessage());
    }

    private static String detail(ErrorResponse known) {
        var detail = known.getBody().getDetail();
        return detail == null ? known.getStatusCode().toString() : detail;
    }

    private static Problem kind(ErrorResponse known) {
        return switch (known.getStatusCode().value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID;
            default -> UNREADABLE;
        };
    }

    private static Problem kind(Refused.Answer answer) {
        return switch (answer.kind()) {
            case UNKNOWN -> NOT_FOUND;
            case INVALID -> answer.code().equals("KEY_REUSED") ? IDEMPOTENCY_KEY_REUSED : INVALID;
            case CONFLICT ->
                    SHORT_OF_STOCK.contains(answer.code())
                            ? INSUFFICIENT_STOCK
                            : answer.code().equals("KEY_IN_FLIGHT")
                                    ? IDEMPOTENCY_IN_FLIGHT
                                    : STATE_CONFLICT;
        };
    }

    private static ProblemException.FieldError error(FieldError error) {
        var pointer =
                "#/"
                        + error.getField()
                                .replace("].", "/")
                                .replace('[', '/')
                                .replace('.', '/')
                                .replace("]", "");
        return new ProblemException.FieldError(
                pointer,
                String.valueOf(error.getCode()),
                String.valueOf(error.getDefaultMessage()));
    }
}
