package io.packhouse.identity.process;

import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.identity.api.PersonEvent.*;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// Destroys the key of an erased person, which makes all personal values in events, read tables and backups unreadable,
/// and deletes the records that are outside of the event log.
@Component
@DisallowReplay
@ProcessingGroup(ErasePersonalDataOnPersonErased.GROUP)
class ErasePersonalDataOnPersonErased {

    static final String GROUP = "identity";

    private final PersonKeyStore keys;
    private final List<PersonalRecords> records;

    ErasePersonalDataOnPersonErased(PersonKeyStore keys, List<PersonalRecords> records) {
        this.keys = keys;
        this.records = records;
    }

    @EventHandler
    void on(PersonErased event) {
        keys.erase(event.personId());
        records.forEach(each -> each.erase(event.personId()));
    }
}
