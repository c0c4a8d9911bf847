package io.packhouse.identity.credential.secondfactor;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.SecondFactorRequiredException;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Sign-ins between the password and the code. A challenge is good for nothing but one session of its person, within
/// five minutes and five codes.
@Component
public class SignInChallenges {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final int MOST_TRIES = 5;

    private final SignInChallenge.Rows challenges;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignInChallenges(
            SignInChallenge.Rows challenges,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.challenges = challenges;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What a sign-in with the right password gets instead of a session.
    public SecondFactorRequiredException begin(PersonId person) {
        var token = OpaqueToken.random();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var expiresAt = now.plus(VALID);
        transactions.executeWithoutResult(_ -> challenges.save(new SignInChallenge(token, person, now, expiresAt)));
        return new SecondFactorRequiredException(token.text(), expiresAt);
    }

    /// Whose sign-in it is; rejected when no code can be tried with it any more.
    public PersonId requirePerson(String challenge) {
        var found = transactions.execute(_ -> challenges
                .findByTokenHashAndUsedAtIsNullAndExpiresAtAfterAndTriesLessThan(
                        hash(challenge), clock.instant(), MOST_TRIES)
                .orElse(null));
        if (found == null) {
            throw unusable();
        }
        return found.person();
    }

    /// Counts a code before it is checked, so that concurrent ones cannot exceed the limit.
    public void countTry(String challenge) {
        var counted = transactions.execute(_ -> challenges.tryOnce(hash(challenge), clock.instant(), MOST_TRIES));
        if (counted == 0) {
            throw unusable();
        }
    }

    /// Uses it, in the transaction that begins the session.
    public void use(String challenge) {
        if (challenges.use(hash(challenge), clock.instant()) == 0) {
            throw unusable();
        }
    }

    /// The password changed, or the second factor: the sign-in begins again.
    public void endAll(PersonId person) {
        transactions.executeWithoutResult(_ -> challenges.deleteOf(person.value()));
    }

    void prune() {
        transactions.executeWithoutResult(_ -> challenges.deleteBefore(clock.instant()));
    }

    private static String hash(String challenge) {
        return new OpaqueToken(challenge).hash();
    }

    private static InvalidFieldException unusable() {
        return new InvalidFieldException(
                "challenge",
                "challenge-unusable",
                "The sign-in took longer than five minutes, or too many codes were tried: begin it again.");
    }
}
