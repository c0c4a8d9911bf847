package io.packhouse.identity.process;

import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.engine.encryption.ErasureCertificate;
import io.packhouse.engine.encryption.ErasureCertificates;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.engine.eventstore.Positions;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Destroys the key of an erased person, which makes all personal values in events, read tables and backups unreadable,
/// deletes the records that are outside of the event log, and certifies both.
@Component
@DisallowReplay
@ProcessingGroup(ErasePersonalDataOnPersonErased.GROUP)
class ErasePersonalDataOnPersonErased {

    static final String GROUP = "identity";

    private final PersonKeyStore keys;
    private final List<PersonalRecords> records;
    private final ErasureCertificates certificates;
    private final TransactionOperations transactions;
    private final Clock clock;

    ErasePersonalDataOnPersonErased(
            PersonKeyStore keys,
            List<PersonalRecords> records,
            ErasureCertificates certificates,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.keys = keys;
        this.records = records;
        this.certificates = certificates;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventHandler
    void on(PersonErased event, EventMessage<?> message) {
        var person = event.personId();
        var certificate = certificate(person, message);
        // Some records are deleted in transactions of their own, and a repetition would count what is left.
        transactions.executeWithoutResult(_ -> certificates.add(message.getIdentifier(), certificate));
        keys.erase(person);
        records.forEach(each -> each.erase(person));
    }

    private ErasureCertificate certificate(PersonId person, EventMessage<?> message) {
        return new ErasureCertificate(
                person,
                clock.instant(),
                String.valueOf(message.getMetaData().getOrDefault(MetaDataKeys.ACTOR, "")),
                keys.fingerprints(person),
                counts(person),
                message instanceof TrackedEventMessage<?> tracked ? Positions.of(tracked.trackingToken()) : -1);
    }

    private Map<String, Integer> counts(PersonId person) {
        var counts = new TreeMap<String, Integer>();
        records.stream()
                .filter(PersonalRecords::isDeleted)
                .forEach(each -> counts.put(each.name(), each.about(person).size()));
        return counts;
    }
}
