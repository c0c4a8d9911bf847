package io.packhouse.app.problem;

import io.packhouse.shared.api.CommandRejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// A problem to be returned to the client.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, Object> facts;
    private final transient List<FieldError> errors;
    private final transient String hint;

    /// An invalid field: where (RFC 6901 pointer into the body), which rule, what to do.
    public record FieldError(String pointer, String code, String detail) {}

    public ProblemException(Problem problem, String detail) {
        this(problem, detail, Map.of());
    }

    public ProblemException(Problem problem, String detail, Map<String, Object> facts) {
        this(problem, detail, facts, List.of());
    }

    public ProblemException(Problem problem, String detail, Map<String, Object> facts, List<FieldError> errors) {
        this(problem, detail, facts, errors, problem.hint());
    }

    private ProblemException(
            Problem problem, String detail, Map<String, Object> facts, List<FieldError> errors, String hint) {
        super(detail, null, false, false);
        this.problem = problem;
        this.facts = facts;
        this.errors = errors;
        this.hint = hint;
    }

    /// The problem of a bare HTTP status.
    static ProblemException ofStatus(int status) {
        var problem = Problem.ofStatus(status);
        return new ProblemException(problem, problem.title() + ".");
    }

    /// Why a command was rejected.
    static ProblemException of(CommandRejectedException rejected) {
        var answer = rejected.answer();
        var facts = new LinkedHashMap<>(answer.facts());
        facts.put("reason", answer.code());
        return new ProblemException(kind(answer), answer.sentence(), facts);
    }

    /// Why a token is not accepted: the violated claim, if the claims were read.
    public static ProblemException badToken(Exception cause) {
        for (var reason = cause.getCause(); reason != null; reason = reason.getCause()) {
            if (reason instanceof ProblemException problem) {
                return problem;
            }
        }
        var invalid = cause instanceof JwtValidationException own ? own : cause.getCause();
        var why = invalid instanceof JwtValidationException wrong
                ? wrong.getErrors().iterator().next().getDescription()
                : "The token is not valid: it may have expired or have an unknown signature.";
        return new ProblemException(Problem.UNAUTHENTICATED, why);
    }

    /// The same problem with a more specific hint.
    public ProblemException hinting(String closer) {
        return new ProblemException(problem, String.valueOf(getMessage()), facts, errors, closer);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, Object> facts() {
        return facts;
    }

    public List<FieldError> errors() {
        return errors;
    }

    String hint() {
        return hint;
    }

    private static Problem kind(CommandRejectedException.Answer answer) {
        return switch (answer.code()) {
            case "OUT_OF_STOCK", "INSUFFICIENT_STOCK" -> Problem.INSUFFICIENT_STOCK;
            case "KEY_IN_FLIGHT" -> Problem.IDEMPOTENCY_IN_FLIGHT;
            case "KEY_REUSED" -> Problem.IDEMPOTENCY_KEY_REUSED;
            case "WRONG_SIGNATURE", "STALE_SIGNATURE" -> Problem.WRONG_SIGNATURE;
            default ->
                switch (answer.kind()) {
                    case NOT_FOUND -> Problem.NOT_FOUND;
                    case INVALID -> Problem.VALIDATION_FAILED;
                    case CONFLICT -> Problem.STATE_CONFLICT;
                    case OUTDATED -> Problem.VERSION_CHANGED;
                    case UNAVAILABLE -> Problem.NOT_SET_UP;
                };
        };
    }
}
