package io.packhouse.identity.credential.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.http.InvalidFieldException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Which passwords are accepted: 10 characters or more and hard to guess, of any characters. Rules of
/// composition make passwords predictable; length and a list of the common ones do not.
@Component
public class PasswordPolicy {

    static final int LEAST_CHARACTERS = 10;

    /// Of 0 to 4: more than 10^8 guesses.
    private static final int LEAST_SCORE = 3;

    private final HeavyWork heavyWork;
    private final Zxcvbn estimator = new Zxcvbn(); // Contains 30,000 common passwords, and words and names.

    public PasswordPolicy(HeavyWork heavyWork) {
        this.heavyWork = heavyWork;
    }

    /// Throws [InvalidFieldException] with the reason. `personal` are texts that others know: address and name.
    public void require(String field, String password, List<String> personal) {
        var normalized = Passwords.normalized(password);
        if (normalized.codePointCount(0, normalized.length()) < LEAST_CHARACTERS) {
            throw new InvalidFieldException(
                    field, "password-too-short", "must have at least %s characters".formatted(LEAST_CHARACTERS));
        }
        if (!Passwords.isShortEnough(normalized)) {
            throw new InvalidFieldException(
                    field,
                    "password-too-long",
                    "must have at most %s bytes in UTF-8, as many as are hashed".formatted(Passwords.MOST_BYTES));
        }
        if (personal.stream().anyMatch(known -> isAlike(known, normalized))) {
            throw new InvalidFieldException(
                    field, "password-is-personal", "must not be the e-mail address or the name");
        }
        if (heavyWork.run(HeavyWork.Kind.PASSWORD, () -> score(normalized, personal)) < LEAST_SCORE) {
            throw new InvalidFieldException(
                    field,
                    "password-too-easy",
                    "is easy to guess: take several unrelated words, or a password of a password manager");
        }
    }

    private int score(String password, List<String> personal) {
        return estimator.measure(password, personal).getScore();
    }

    private static boolean isAlike(String known, String password) {
        return reduced(known).equals(reduced(password));
    }

    private static String reduced(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
