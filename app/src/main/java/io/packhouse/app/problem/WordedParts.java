package io.packhouse.app.problem;

import io.packhouse.engine.door.PartProblems;
import io.packhouse.shared.api.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.core.JacksonException;

/// One part of a request fails as the whole would.
@Component
class WordedParts implements PartProblems {

    private final ProblemAdvice advice;
    private final ProblemWriter writer;

    WordedParts(ProblemAdvice advice, ProblemWriter writer) {
        this.advice = advice;
        this.writer = writer;
    }

    @Override
    public Map<String, Object> of(RuntimeException failure, HttpServletRequest request) {
        var response = response(failure, request);
        var body = response == null ? null : response.getBody();
        return body == null ? Map.of() : body;
    }

    private @org.jspecify.annotations.Nullable ResponseEntity<Map<String, Object>> response(
            RuntimeException failure, HttpServletRequest request) {
        return switch (failure) {
            case Refused refused -> advice.on(refused, request);
            case ProblemException problem -> advice.on(problem, request);
            case JacksonException wrong -> writer.response(BodyProblems.of(wrong), request);
            case ConstraintViolationException invalid ->
                    writer.response(FieldProblems.of(invalid), request);
            case RejectedExecutionException full -> advice.onOverload(full, request);
            case CannotGetJdbcConnectionException full -> advice.onOverload(full, request);
            case CannotCreateTransactionException full -> advice.onOverload(full, request);
            default -> advice.on((Exception) failure, request);
        };
    }
}
