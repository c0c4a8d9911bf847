package io.packhouse.app.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Why a body could not be read: not JSON at all (400), or JSON with a field that cannot be (422,
/// with the field).
final class BodyProblems {

    private BodyProblems() {}

    static ProblemException of(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                    invalid(
                            unknown,
                            "unknown-field",
                            "There is no such field; known are " + unknown.getKnownPropertyIds());
            case DatabindException wrong when !wrong.getPath().isEmpty() ->
                    invalid(wrong, "type", reason(wrong));
            case StreamReadException broken ->
                    new ProblemException(
                            Problem.UNREADABLE, "Not JSON: " + broken.getOriginalMessage());
            case null, default ->
                    new ProblemException(Problem.UNREADABLE, "The body is missing or not JSON.");
        };
    }

    /// The innermost reason that one of our own types gave, or the outermost there is.
    static String reason(Throwable cause) {
        @Nullable String own = null;
        for (var inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof IllegalArgumentException && inner.getMessage() != null) {
                own = inner.getMessage();
            }
        }
        if (own != null) {
            return own;
        }
        return cause instanceof JacksonException jackson
                ? String.valueOf(jackson.getOriginalMessage())
                : "The value does not fit.";
    }

    private static ProblemException invalid(DatabindException wrong, String code, String detail) {
        var pointer = new StringBuilder("#");
        wrong.getPath()
                .forEach(
                        step ->
                                pointer.append('/')
                                        .append(
                                                step.getPropertyName() == null
                                                        ? String.valueOf(step.getIndex())
                                                        : step.getPropertyName()));
        var error = new ProblemException.FieldError(pointer.toString(), code, detail);
        return new ProblemException(
                Problem.INVALID, "The body has 1 error.", Map.of(), List.of(error));
    }
}
