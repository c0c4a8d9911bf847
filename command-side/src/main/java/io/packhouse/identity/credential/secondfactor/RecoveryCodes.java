package io.packhouse.identity.credential.secondfactor;

import io.packhouse.shared.api.PersonId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Makes and uses recovery codes, in the transaction of the caller.
@Component
class RecoveryCodes {

    /// As they are compared: without hyphens.
    static final Pattern FORM = Pattern.compile("[a-z2-7]{16}");

    private static final int MANY = 10;
    private static final int BYTES = 10;
    private static final Pattern GROUP = Pattern.compile("(.{4})(?!$)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecoveryCode.Rows rows;
    private final Clock clock;

    RecoveryCodes(RecoveryCode.Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// Ten new codes in groups of four characters; earlier ones do not work any more.
    List<String> replace(PersonId person) {
        rows.deleteOf(person.value());
        return IntStream.range(0, MANY)
                .mapToObj(_ -> random())
                .map(code -> {
                    rows.save(new RecoveryCode(person, code));
                    return GROUP.matcher(code).replaceAll("$1-");
                })
                .toList();
    }

    /// The number of an unused code. It is compared with all codes, so that the time does not show which.
    Optional<Long> find(PersonId person, String code) {
        return rows.findByPersonId(person.value()).stream()
                .filter(one -> one.matches(person, code) && one.isUnused())
                .toList()
                .stream()
                .map(RecoveryCode::number)
                .findFirst();
    }

    boolean use(Long number) {
        return rows.use(number, clock.instant()) == 1;
    }

    int left(PersonId person) {
        return rows.countByPersonIdAndUsedAtIsNull(person.value());
    }

    void deleteOf(PersonId person) {
        rows.deleteOf(person.value());
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT);
    }
}
