package io.packhouse.shared.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An e-mail address, without blanks around it. Null is valid, the empty text is not.
@Constraint(validatedBy = ValidEmail.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidEmail {

    String message() default "must be an e-mail address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Instantiated by the validator.
    final class Check implements ConstraintValidator<ValidEmail, String> {

        private static final int MOST = 254;
        private static final Pattern FORM =
                Pattern.compile("[^\\s@\\p{Cntrl}<>\"(),;:\\\\]{1,64}@[^\\s@\\p{Cntrl}<>\"(),;:\\\\]{1,253}");

        /// The reason why mail cannot be sent to it; null when it has the form of an address.
        public static @Nullable String problem(String address) {
            var domain = address.substring(address.indexOf('@') + 1);
            var isAddress = FORM.matcher(address).matches()
                    && domain.indexOf('.') > 0
                    && !domain.endsWith(".")
                    && !domain.contains("..");
            return isAddress && address.length() <= MOST ? null : "must be an e-mail address";
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || problem(text) == null;
        }
    }
}
