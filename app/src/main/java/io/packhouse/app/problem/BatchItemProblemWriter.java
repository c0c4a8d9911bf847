package io.packhouse.app.problem;

import io.packhouse.engine.http.BatchItemProblems;
import io.packhouse.engine.http.CommandTimeoutException;
import io.packhouse.engine.http.InsufficientScopeException;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.validation.ConstraintViolationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.core.JacksonException;

/// Makes the same problem for a part of a request as for a whole one.
@Component
class BatchItemProblemWriter implements BatchItemProblems {

    private final ProblemAdvice advice;
    private final ProblemWriter writer;

    BatchItemProblemWriter(ProblemAdvice advice, ProblemWriter writer) {
        this.advice = advice;
        this.writer = writer;
    }

    @Override
    public Map<String, Object> of(RuntimeException failure, HttpServletRequest request) {
        var words = new LinkedHashMap<String, Object>();
        if (answer(failure, new AsProgram(request)) instanceof ResponseEntity<?> response
                && response.getBody() instanceof Map<?, ?> body) {
            body.forEach((name, value) -> words.put(String.valueOf(name), value));
        }
        return words;
    }

    private @Nullable Object answer(RuntimeException failure, HttpServletRequest request) {
        return switch (failure) {
            case CommandRejectedException refused -> advice.on(refused, request);
            case InsufficientScopeException missing -> advice.on(missing, request);
            case ProblemException problem -> advice.on(problem, request);
            case JacksonException wrong -> writer.answer(BodyProblems.of(wrong), request);
            case ConstraintViolationException invalid -> writer.answer(FieldProblems.of(invalid), request);
            case CommandTimeoutException unanswered -> advice.on(unanswered, request);
            case RejectedExecutionException full -> advice.onOverload(full, request);
            case CannotGetJdbcConnectionException full -> advice.onOverload(full, request);
            case CannotCreateTransactionException full -> advice.onOverload(full, request);
            default -> advice.on((Exception) failure, request);
        };
    }

    /// A part is always JSON, even when the client prefers HTML.
    private static final class AsProgram extends HttpServletRequestWrapper {

        AsProgram(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? null : super.getHeader(name);
        }
    }
}
