package io.packhouse.app.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Why a body could not be read: not JSON (400), or JSON with an invalid field (422, with the
/// field).
final class BodyProblems {

    private BodyProblems() {}

    static ProblemException of(HttpMessageNotReadableException unreadable, @Nullable String format) {
        var isJson = format == null || format.contains("json");
        return unreadable.getCause() == null && !isJson
                ? new ProblemException(Problem.MALFORMED_REQUEST, "The body is missing.")
                        .hinting("Send a body that matches the Content-Type: " + format + ".")
                : of(unreadable.getCause());
    }

    static ProblemException of(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> invalid(unknown, "unknown-field", unknownField(unknown));
            case InputCoercionException wrong -> invalid(wrong, "type", expected(wrong.getTargetType()));
            case StreamReadException broken ->
                new ProblemException(Problem.MALFORMED_REQUEST, "Not JSON: " + broken.getOriginalMessage());
            case MismatchedInputException more
            when isAfterTheEnd(more) ->
                new ProblemException(Problem.MALFORMED_REQUEST, "Not JSON: more follows its end.");
            case JacksonException wrong -> invalid(wrong, "type", reason(wrong));
            case null, default -> new ProblemException(Problem.MALFORMED_REQUEST, "The body is missing or not JSON.");
        };
    }

    /// The message of the innermost exception of a value type, or the expected form.
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
        return cause instanceof MismatchedInputException mismatch
                ? expected(mismatch.getTargetType())
                : "the value is invalid";
    }

    /// The expected form of a parameter; of its element when it is a list.
    static String reason(MethodArgumentTypeMismatchException mismatch) {
        @Nullable Class<?> wanted = mismatch.getRequiredType();
        for (var inner = mismatch.getCause(); inner != null; inner = inner.getCause()) {
            if (inner instanceof ConversionFailedException failed) {
                wanted = failed.getTargetType().getType();
            }
        }
        return wanted != null && wanted.isRecord() ? reason((Throwable) mismatch) : expected(wanted);
    }

    /// The expected form of a value in JSON; Jackson's messages name Java classes.
    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "the value is invalid";
        }
        var inJson = inJson(type);
        if (inJson.isEnum()) {
            return "expected one of "
                    + Arrays.stream(inJson.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return "expected "
                + switch (inJson.getSimpleName()) {
                    case "int", "Integer" -> "a whole number of at most ten digits";
                    case "long", "Long" -> "a whole number";
                    case "boolean", "Boolean" -> "true or false";
                    case "String" -> "a text";
                    case "Instant" -> "a time such as 2026-01-31T12:00:00Z";
                    case "LocalDate" -> "a date such as 2026-01-31";
                    default -> Collection.class.isAssignableFrom(inJson) ? "a list" : "an object";
                };
    }

    /// The type of a value type's single value.
    private static Class<?> inJson(Class<?> type) {
        var parts = type.isRecord() ? type.getRecordComponents() : null;
        return parts != null && parts.length == 1 && parts[0].getAccessor().isAnnotationPresent(JsonValue.class)
                ? parts[0].getType()
                : type;
    }

    private static String unknownField(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
        var nearest = SimilarNames.to(unknown.getPropertyName(), known);
        return "there is no such field; "
                + (nearest.isEmpty()
                        ? "known are " + String.join(", ", known)
                        : "did you mean " + String.join(" or ", nearest) + "?");
    }

    private static ProblemException invalid(JacksonException wrong, String code, String detail) {
        var pointer = new StringBuilder("#");
        wrong.getPath()
                .forEach(step -> pointer.append('/')
                        .append(
                                step.getPropertyName() == null
                                        ? String.valueOf(step.getIndex())
                                        : escaped(step.getPropertyName())));
        var error = new ProblemException.FieldError(pointer.toString(), code, detail);
        return new ProblemException(Problem.VALIDATION_FAILED, "The body has 1 error.", Map.of(), List.of(error));
    }

    private static boolean isAfterTheEnd(MismatchedInputException more) {
        return more.getPath().isEmpty() && more.getOriginalMessage().startsWith("Trailing token");
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
