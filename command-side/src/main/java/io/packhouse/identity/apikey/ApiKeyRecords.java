package io.packhouse.identity.apikey;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.springframework.stereotype.Component;

/// The keys of one person. Those of an erased person are revoked; their encrypted names are unreadable then.
@Component
class ApiKeyRecords implements PersonalRecords {

    private final ApiKeyStore store;
    private final ApiKeys keys;
    private final PersonalDataCipher personalDataCipher;

    ApiKeyRecords(ApiKeyStore store, ApiKeys keys, PersonalDataCipher personalDataCipher) {
        this.store = store;
        this.keys = keys;
        this.personalDataCipher = personalDataCipher;
    }

    @Override
    public String name() {
        return "apiKey";
    }

    @Override
    public List<?> about(PersonId person) {
        var texts = personalDataCipher.texts();
        return store.all(person).stream()
                .map(key -> key.named(String.valueOf(texts.open(key.name()))))
                .toList();
    }

    @Override
    public void erase(PersonId person) {
        keys.revokeAll(person, person.value());
    }
}
