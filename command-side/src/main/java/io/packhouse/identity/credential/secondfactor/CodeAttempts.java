package io.packhouse.identity.credential.secondfactor;

import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// How often the codes of a person may be tried: at most 30 a day, so that a year of guessing succeeds with a chance of
/// a few in a hundred. Only a person with the password gets here. A network from which a right code came in the last 90
/// days has limits of its own: others cannot lock its owner out there.
@Component
class CodeAttempts {

    private static final Duration SHORT = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KNOWN = Duration.ofDays(90);

    private static final int MOST_OF_NETWORK = 5;
    private static final int MOST_IN_HOUR = 10;
    private static final int MOST_IN_DAY = 30;

    private final CodeAttempt.Rows attempts;
    private final TransactionOperations transactions;
    private final Clock clock;

    CodeAttempts(
            CodeAttempt.Rows attempts,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Counts a code before it is checked, so that concurrent ones cannot exceed a limit. Throws
    /// [TooManyRequestsException] beyond 5 from this network in 15 minutes, 10 in an hour and 30 in a day.
    void count(PersonId person, ClientOrigin origin) {
        var now = clock.instant();
        var attempt = transactions.execute(_ -> attempts.save(new CodeAttempt(person, origin.network(), now, false)));
        var wait = transactions.execute(_ -> longestWait(person, origin.network(), now));
        if (wait.isPositive()) {
            transactions.executeWithoutResult(_ -> attempts.deleteById(attempt.number()));
            throw new TooManyRequestsException(wait);
        }
    }

    /// The code was right: earlier failures from this network do not count, and the network is known.
    void succeed(PersonId person, ClientOrigin origin) {
        attempts.deleteOf(person.value(), origin.network());
        attempts.save(new CodeAttempt(person, origin.network(), clock.instant(), true));
    }

    List<CodeAttempt.Stored> about(PersonId person) {
        return transactions.execute(_ -> attempts.findByPersonIdOrderByNumber(person.value()).stream()
                .map(CodeAttempt::stored)
                .toList());
    }

    void deleteOf(PersonId person) {
        attempts.deleteOf(person.value());
    }

    void prune() {
        var now = clock.instant();
        transactions.executeWithoutResult(_ -> attempts.deleteBefore(now.minus(DAY), now.minus(KNOWN)));
    }

    private Duration longestWait(PersonId person, String network, Instant now) {
        var failed = attempts.failed(person.value(), now.minus(DAY));
        var own = failed.stream().filter(one -> one.network().equals(network)).toList();
        var isKnown = attempts.isKnown(person.value(), network, now.minus(KNOWN));
        var limited = isKnown ? own : failed;
        return max(
                wait(own, MOST_OF_NETWORK, SHORT, now),
                isKnown ? Duration.ZERO : wait(limited, MOST_IN_HOUR, HOUR, now),
                wait(limited, MOST_IN_DAY, DAY, now));
    }

    /// The newest first, with the attempt that asks.
    private static Duration wait(List<CodeAttempt> failed, int most, Duration window, Instant now) {
        var recent = failed.stream()
                .filter(one -> one.at().isAfter(now.minus(window)))
                .toList();
        return recent.size() <= most
                ? Duration.ZERO
                : Duration.between(now, recent.get(most).at().plus(window)).plusSeconds(1);
    }

    private static Duration max(Duration... waits) {
        return List.of(waits).stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
