package io.packhouse.identity.credential.secondfactor;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The authenticator apps and recovery codes of persons. A code is checked first and used in the transaction of what it
/// permits, so that of two concurrent requests with one code only one succeeds.
@Component
public class SecondFactors implements PersonalRecords {

    private static final Duration ENROLMENT = Duration.ofHours(1);
    private static final Pattern BLANKS = Pattern.compile("[\\s-]");
    private static final Pattern OF_APP = Pattern.compile("[0-9]{" + TotpSecret.DIGITS + "}");

    private final SecondFactor.Rows factors;
    private final RecoveryCodes recoveryCodes;
    private final CodeAttempts attempts;
    private final SignInChallenges challenges;
    private final PersonalDataCipher cipher;
    private final TransactionOperations transactions;
    private final Clock clock;

    SecondFactors(
            SecondFactor.Rows factors,
            RecoveryCodes recoveryCodes,
            CodeAttempts attempts,
            SignInChallenges challenges,
            PersonalDataCipher cipher,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.challenges = challenges;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    public boolean isOn(PersonId person) {
        return Boolean.TRUE.equals(transactions.execute(_ -> factors.isConfirmed(person.value())));
    }

    public @Nullable SecondFactorView view(PersonId person) {
        return transactions.execute(_ -> factors.findById(person.value())
                .map(SecondFactor::confirmedAt)
                .map(at -> new SecondFactorView("TOTP", at, recoveryCodes.left(person)))
                .orElse(null));
    }

    /// Makes a secret, which counts when a code of it is entered. It replaces one that was not confirmed. 409
    /// SECOND_FACTOR_EXISTS. In the transaction of the caller, which locked the credential: the person is not
    /// erased meanwhile, so no new key is made.
    public Enrolment begin(PersonId person, String account) {
        var secret = TotpSecret.random();
        var sealed = cipher.seal(person, secret.base64()).toString();
        var now = clock.instant();
        if (factors.begin(person.value(), sealed, now) == 0) {
            throw new CommandRejectedException(CredentialRefusal.SECOND_FACTOR_EXISTS);
        }
        return Enrolment.of(secret, account, now.plus(ENROLMENT));
    }

    /// A right code of the secret that was made last; empty for a wrong one. 409 NO_ENROLMENT.
    public Optional<AcceptedCode> checkEnrolment(PersonId person, String code, ClientOrigin origin) {
        var factor = find(person)
                .filter(one -> one.confirmedAt() == null)
                .filter(one -> one.begunAt().plus(ENROLMENT).isAfter(clock.instant()))
                .orElseThrow(() -> new CommandRejectedException(CredentialRefusal.NO_ENROLMENT));
        attempts.count(person, origin);
        return ofApp(factor, person, normalized(code), origin);
    }

    /// The secret counts from now on; returns the recovery codes, in the transaction of the caller.
    public List<String> confirm(AcceptedCode code) {
        var confirmed =
                factors.confirm(code.person().value(), String.valueOf(code.secret()), code.step(), clock.instant());
        if (confirmed == 0) {
            throw new CommandRejectedException(CredentialRefusal.NO_ENROLMENT);
        }
        attempts.succeed(code.person(), code.origin());
        return recoveryCodes.replace(code.person());
    }

    /// A right code of the app, or a recovery code; empty for a wrong one. 409 NO_SECOND_FACTOR. Throws
    /// [TooManyRequestsException] when too many codes of the app were wrong. Recovery codes cannot be guessed, so
    /// a thief of the password does not lock the owner out of them.
    public Optional<AcceptedCode> check(PersonId person, String text, ClientOrigin origin) {
        var factor = find(person)
                .filter(one -> one.confirmedAt() != null)
                .orElseThrow(() -> new CommandRejectedException(CredentialRefusal.NO_SECOND_FACTOR));
        var code = normalized(text);
        if (!RecoveryCodes.FORM.matcher(code).matches()) {
            attempts.count(person, origin);
        }
        return OF_APP.matcher(code).matches()
                ? ofApp(factor, person, code, origin)
                : transactions
                        .execute(_ -> recoveryCodes.find(person, code))
                        .map(number -> new AcceptedCode(person, origin, null, 0, number));
    }

    /// False when the code, or a later one of the app, was used before. In the transaction of the caller.
    public boolean use(AcceptedCode code) {
        var number = code.recoveryCode();
        var used = number == null
                ? factors.useStep(code.person().value(), String.valueOf(code.secret()), code.step()) == 1
                : recoveryCodes.use(number);
        if (used) {
            attempts.succeed(code.person(), code.origin());
        }
        return used;
    }

    /// In the transaction of the caller.
    public List<String> replaceRecoveryCodes(PersonId person) {
        return recoveryCodes.replace(person);
    }

    /// Deletes the secret, the recovery codes and the sign-ins that wait for a code; false when there was no second
    /// factor. In the transaction of the caller.
    public boolean remove(PersonId person) {
        var wasOn = factors.isConfirmed(person.value());
        factors.deleteOf(person.value());
        recoveryCodes.deleteOf(person);
        challenges.endAll(person);
        return wasOn;
    }

    @Override
    public String name() {
        return "secondFactor";
    }

    @Override
    public List<?> about(PersonId person) {
        return Stream.concat(Stream.ofNullable(view(person)), attempts.about(person).stream())
                .toList();
    }

    @Override
    public void erase(PersonId person) {
        transactions.executeWithoutResult(_ -> {
            remove(person);
            attempts.deleteOf(person);
        });
    }

    /// Deletes what has expired.
    public void prune() {
        transactions.executeWithoutResult(
                _ -> factors.deleteUnconfirmed(clock.instant().minus(ENROLMENT)));
        challenges.prune();
        attempts.prune();
    }

    private Optional<SecondFactor> find(PersonId person) {
        return transactions.execute(_ -> factors.findById(person.value()));
    }

    private Optional<AcceptedCode> ofApp(SecondFactor factor, PersonId person, String code, ClientOrigin origin) {
        var step = cipher.open(factor.sealedSecret(), String.class)
                .map(TotpSecret::new)
                .map(secret -> secret.stepOf(code, now()))
                .filter(found -> found.isPresent());
        return step.map(found -> new AcceptedCode(person, origin, factor.secret(), found.getAsLong(), null));
    }

    private Instant now() {
        return clock.instant();
    }

    private static String normalized(String code) {
        return BLANKS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
