package io.packhouse.shared.validation;

import io.packhouse.shared.api.Name;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A name that satisfies the rule of [Name] and has at most `max` characters. Null is valid; the
/// empty text is valid where it is `optional`.
@Constraint(validatedBy = ValidName.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidName {

    int max();

    boolean optional() default false;

    String message() default "must be a name";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Instantiated by the validator.
    final class Check implements ConstraintValidator<ValidName, String> {

        private int max;
        private boolean optional;

        @Override
        public void initialize(ValidName rule) {
            max = rule.max();
            optional = rule.optional();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || (optional && text.isEmpty())) {
                return true;
            }
            var problem = Name.problem(text, max);
            if (problem == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(problem).addConstraintViolation();
            return false;
        }
    }
}
