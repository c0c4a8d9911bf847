package io.packhouse.identity.credential.attempt;

import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The append-only log of sign-ins and of changes of credentials. It contains no password, token or address: a person
/// is named by id, and an address without an account by its keyed hash.
@Component
public class AuthenticationLog {

    private final AuthenticationLogEntry.Rows entries;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Duration networksKept;

    /// Whom an entry is about; at least one part is known.
    public record Subject(
            @Nullable PersonId person,
            @Nullable String addressHash,
            @Nullable String session) {

        public static Subject person(PersonId person) {
            return new Subject(person, null, null);
        }

        public static Subject address(String addressHash) {
            return new Subject(null, addressHash, null);
        }

        public static Subject session(PersonId person, String session) {
            return new Subject(person, null, session);
        }
    }

    AuthenticationLog(
            AuthenticationLogEntry.Rows entries,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock,
            @Value("${packhouse.authentication-log.networks-kept:P180D}") Duration networksKept) {
        this.networksKept = networksKept;
        this.entries = entries;
        this.transactions = transactions;
        this.clock = clock;
    }

    public void append(AuthenticationEventType type, Subject subject, ClientOrigin origin) {
        append(type, subject, origin, null);
    }

    /// In the transaction of the caller, if there is one.
    public void append(AuthenticationEventType type, Subject subject, ClientOrigin origin, @Nullable String detail) {
        transactions.executeWithoutResult(
                _ -> entries.save(new AuthenticationLogEntry(clock.instant(), type, subject, origin, detail)));
    }

    /// Entries stay; their networks are deleted after a time.
    public void prune() {
        transactions.execute(_ -> entries.forgetNetworks(clock.instant().minus(networksKept)));
    }

    /// Networks of an erased person are deleted, which the log records.
    public void erase(PersonId person) {
        transactions.executeWithoutResult(_ -> {
            var isRecorded =
                    entries.existsByPersonIdAndType(person.value(), AuthenticationEventType.CREDENTIALS_ERASED);
            if (!isRecorded
                    && !entries.findByPersonIdOrderByNumber(person.value()).isEmpty()) {
                append(AuthenticationEventType.CREDENTIALS_ERASED, Subject.person(person), ClientOrigin.ENGINE);
            }
            entries.forgetNetworksOf(person.value());
        });
    }
}
