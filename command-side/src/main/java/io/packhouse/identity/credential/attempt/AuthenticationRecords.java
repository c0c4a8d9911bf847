package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What the authentication log contains about one person.
@Component
class AuthenticationRecords implements PersonalRecords {

    private final AuthenticationLogEntry.Rows entries;
    private final TransactionOperations transactions;

    record Entry(
            Instant at,
            AuthenticationEventType type,
            @Nullable String sessionId,
            @Nullable String network,
            String agent,
            @Nullable String detail) {}

    AuthenticationRecords(
            AuthenticationLogEntry.Rows entries,
            @Qualifier("credentialTransactions") TransactionOperations transactions) {
        this.entries = entries;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "authentication";
    }

    @Override
    public List<?> about(PersonId person) {
        return transactions.execute(_ -> entries.findByPersonIdOrderByNumber(person.value()).stream()
                .map(AuthenticationLogEntry::view)
                .toList());
    }

    @Override
    public boolean isDeleted() {
        return false;
    }

    /// The networks are deleted with the credential, after its last entry.
    @Override
    public void erase(PersonId person) {}
}
