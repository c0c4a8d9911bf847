package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.http.TooManyRequestsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// How often an address may be tried. An attempt is counted before its password is checked, so that concurrent
/// attempts cannot exceed a limit; it is no longer counted when the password was right, when the attempt was refused,
/// or when it could not be checked.
@Component
public class AttemptLimits {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration LONG_WINDOW = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(90);

    private static final String PASSWORD = "PASSWORD";
    private static final int PASSWORDS_OF_ADDRESS_IN_NETWORK = 5;
    private static final int PASSWORDS_OF_ADDRESS = 30;
    private static final int PASSWORDS_OF_NETWORK = 50;
    private static final int MAILS_OF_ADDRESS_IN_NETWORK = 5;
    private static final int MAILS_OF_ADDRESS = 10;
    private static final int MAILS_OF_NETWORK = 30;
    private static final int GUESTS_OF_NETWORK = 30;

    private final FailedAttempt.Rows attempts;
    private final KnownNetwork.Rows known;
    private final TransactionOperations transactions;
    private final Clock clock;

    /// What an e-mail is requested for. Each is limited by itself.
    public enum MailPurpose {
        REGISTER,
        RESET_PASSWORD,
        RESEND_VERIFICATION,
        CHANGE_EMAIL;

        private static final List<String> NAMES =
                Stream.of(values()).map(Enum::name).toList();
    }

    /// An attempt that is counted until it is released or succeeds.
    public record Attempt(long number, String addressHash, String network) {}

    AttemptLimits(
            FailedAttempt.Rows attempts,
            KnownNetwork.Rows known,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.attempts = attempts;
        this.known = known;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Counts an attempt to guess a password. Throws [TooManyRequestsException] beyond 5 of this address from this
    /// network, beyond 50 of this network in 15 minutes, and beyond 30 of this address in an hour, unless its owner
    /// signed in from this network before: a stranger locks only other networks.
    public Attempt countPassword(String addressHash, ClientOrigin origin) {
        var now = clock.instant();
        var attempt = save(PASSWORD, addressHash, origin, now);
        var recent = recent(List.of(PASSWORD), addressHash, origin, now);
        Predicate<FailedAttempt> sameAddress = one -> one.addressHash().equals(addressHash);
        Predicate<FailedAttempt> sameNetwork = one -> one.network().equals(origin.network());
        requireAtMost(PASSWORDS_OF_ADDRESS_IN_NETWORK, WINDOW, recent, sameAddress.and(sameNetwork), attempt, now);
        requireAtMost(PASSWORDS_OF_NETWORK, WINDOW, recent, sameNetwork, attempt, now);
        if (!isKnown(addressHash, origin, now)) {
            requireAtMost(PASSWORDS_OF_ADDRESS, LONG_WINDOW, recent, sameAddress, attempt, now);
        }
        return attempt;
    }

    /// Counts a request that sends an e-mail. Throws [TooManyRequestsException] beyond 5 for this purpose of the
    /// address
    /// from this network in an hour, beyond 30 of this network in 15 minutes, and beyond 10 for this purpose of the
    /// address in an hour, unless its owner signed in from this network before: who has so many e-mails already has
    /// links that work, and a stranger uses up neither the owner's network nor another purpose.
    public void countMail(MailPurpose purpose, String addressHash, ClientOrigin origin) {
        var now = clock.instant();
        var attempt = save(purpose.name(), addressHash, origin, now);
        var recent = recent(MailPurpose.NAMES, addressHash, origin, now);
        Predicate<FailedAttempt> sameNetwork = one -> one.network().equals(origin.network());
        Predicate<FailedAttempt> samePurpose =
                one -> one.kind().equals(purpose.name()) && one.addressHash().equals(addressHash);
        requireAtMost(MAILS_OF_ADDRESS_IN_NETWORK, LONG_WINDOW, recent, samePurpose.and(sameNetwork), attempt, now);
        requireAtMost(MAILS_OF_NETWORK, WINDOW, recent, sameNetwork, attempt, now);
        if (!isKnown(addressHash, origin, now)) {
            requireAtMost(MAILS_OF_ADDRESS, LONG_WINDOW, recent, samePurpose, attempt, now);
        }
    }

    /// Counts a new guest. Throws [TooManyRequestsException] beyond 30 of the network in 15 minutes. The address does
    /// not count: nothing is sent to it.
    public void countGuest(String addressHash, ClientOrigin origin) {
        var now = clock.instant();
        var attempt = save("GUEST", addressHash, origin, now);
        var recent = recent(List.of("GUEST"), addressHash, origin, now);
        requireAtMost(GUESTS_OF_NETWORK, WINDOW, recent, one -> one.network().equals(origin.network()), attempt, now);
    }

    /// The attempt does not count: its password could not be checked.
    public void release(Attempt attempt) {
        transactions.executeWithoutResult(_ -> attempts.deleteById(attempt.number()));
    }

    /// The owner signed in: earlier failures from this network do not count, and the network is known.
    public void succeed(Attempt attempt) {
        transactions.executeWithoutResult(_ -> {
            attempts.deleteOf(attempt.addressHash(), attempt.network());
            known.see(attempt.addressHash(), attempt.network(), clock.instant());
        });
    }

    /// The owner showed to read the mail of the address: no earlier failure counts.
    public void clear(String addressHash, ClientOrigin origin) {
        transactions.executeWithoutResult(_ -> {
            attempts.deleteOf(addressHash);
            known.see(addressHash, origin.network(), clock.instant());
        });
    }

    /// The account has another address: its networks are known under that one, and nothing stays under the earlier.
    public void move(String addressHash, String newAddressHash) {
        if (!addressHash.equals(newAddressHash)) {
            transactions.executeWithoutResult(_ -> {
                known.move(addressHash, newAddressHash);
                attempts.deleteOf(addressHash);
            });
        }
    }

    /// Deletes all rows of an erased person's address.
    public void erase(String addressHash) {
        transactions.executeWithoutResult(_ -> {
            attempts.deleteOf(addressHash);
            known.deleteOf(addressHash);
        });
    }

    public void prune() {
        var now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            attempts.deleteBefore(now.minus(Duration.ofDays(1)));
            known.deleteBefore(now.minus(KNOWN));
        });
    }

    private Attempt save(String kind, String addressHash, ClientOrigin origin, Instant now) {
        var saved =
                transactions.execute(_ -> attempts.save(new FailedAttempt(kind, addressHash, origin.network(), now)));
        return new Attempt(saved.number(), addressHash, origin.network());
    }

    private boolean isKnown(String addressHash, ClientOrigin origin, Instant now) {
        return Boolean.TRUE.equals(transactions.execute(_ ->
                known.existsByAddressHashAndNetworkAndSeenAtAfter(addressHash, origin.network(), now.minus(KNOWN))));
    }

    private List<FailedAttempt> recent(List<String> kinds, String addressHash, ClientOrigin origin, Instant now) {
        return transactions.execute(_ -> attempts.recent(kinds, addressHash, origin.network(), now.minus(LONG_WINDOW)));
    }

    private void requireAtMost(
            int most,
            Duration window,
            List<FailedAttempt> recent,
            Predicate<FailedAttempt> relevant,
            Attempt attempt,
            Instant now) {
        var counted = recent.stream()
                .filter(relevant)
                .filter(one -> one.at().isAfter(now.minus(window)))
                .sorted(Comparator.comparing(FailedAttempt::at).reversed())
                .toList();
        if (counted.size() > most) {
            release(attempt);
            // A place is free when the oldest of the last `most` earlier attempts has left the window.
            var oldest = counted.get(most).at();
            throw new TooManyRequestsException(
                    Duration.between(now, oldest.plus(window)).plusSeconds(1));
        }
    }
}
