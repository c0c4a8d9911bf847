package io.packhouse.loyalty.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Must not be zero.
@Constraint(validatedBy = NonZero.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface NonZero {

    String message() default "must not be 0";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Instantiated by the validator.
    final class Check implements ConstraintValidator<NonZero, Long> {

        @Override
        public boolean isValid(Long value, ConstraintValidatorContext context) {
            return value == null || value != 0;
        }
    }
}
