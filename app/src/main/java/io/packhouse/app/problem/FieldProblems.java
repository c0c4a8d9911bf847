package io.packhouse.app.problem;

import io.packhouse.engine.http.InvalidFieldException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/// Results of bean validation, with a pointer to each field.
final class FieldProblems {

    private FieldProblems() {}

    static ProblemException of(MethodArgumentNotValidException invalid) {
        return all(
                "The body",
                invalid.getAllErrors().stream().map(FieldProblems::error).toList());
    }

    static ProblemException of(InvalidFieldException invalid) {
        return all(
                "The body",
                List.of(new ProblemException.FieldError("#/" + invalid.field(), invalid.code(), invalid.reason())));
    }

    static ProblemException of(HandlerMethodValidationException invalid) {
        return all(
                "The request",
                invalid.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream().map(error -> error(result, error)))
                        .toList());
    }

    /// One part of a request, validated separately.
    static ProblemException of(ConstraintViolationException invalid) {
        return all(
                "The part",
                invalid.getConstraintViolations().stream()
                        .map(FieldProblems::error)
                        .toList());
    }

    private static ProblemException.FieldError error(ConstraintViolation<?> violation) {
        return new ProblemException.FieldError(
                "#/" + path(violation.getPropertyPath().toString()),
                kebab(violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName()),
                violation.getMessage());
    }

    private static ProblemException all(String what, List<ProblemException.FieldError> errors) {
        var count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
        return new ProblemException(Problem.VALIDATION_FAILED, what + " has " + count + ".", Map.of(), errors);
    }

    private static ProblemException.FieldError error(ParameterValidationResult result, MessageSourceResolvable error) {
        if (error instanceof ObjectError inBody) {
            return error(inBody);
        }
        var codes = error.getCodes();
        return new ProblemException.FieldError(
                String.valueOf(result.getMethodParameter().getParameterName()),
                codes == null ? "invalid" : kebab(codes[codes.length - 1]),
                String.valueOf(error.getDefaultMessage()));
    }

    private static ProblemException.FieldError error(ObjectError error) {
        var pointer = error instanceof FieldError field ? "#/" + path(field.getField()) : "#";
        return new ProblemException.FieldError(
                pointer, kebab(String.valueOf(error.getCode())), String.valueOf(error.getDefaultMessage()));
    }

    private static String path(String field) {
        return field.replace("].", "/").replace('[', '/').replace('.', '/').replace("]", "");
    }

    private static String kebab(String code) {
        return code.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
