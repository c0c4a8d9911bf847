package io.packhouse.app.problem;

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
}
