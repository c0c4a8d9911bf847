package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The networks from which one person signed in.
@Component
class KnownNetworkRecords implements PersonalRecords {

    private final KnownNetwork.Rows known;
    private final TransactionOperations transactions;

    KnownNetworkRecords(
            KnownNetwork.Rows known, @Qualifier("credentialTransactions") TransactionOperations transactions) {
        this.known = known;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "knownNetwork";
    }

    @Override
    public List<?> about(PersonId person) {
        return transactions.execute(
                _ -> known.of(person.value()).stream().map(KnownNetwork::view).toList());
    }

    /// Deleted with the credential, which has the hash of the address.
    @Override
    public void erase(PersonId person) {}
}
