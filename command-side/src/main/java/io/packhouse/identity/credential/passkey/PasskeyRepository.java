package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.encryption.PersonalDataCipher;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/// Passkeys as Spring Security reads and writes them, in the transaction of the caller.
@Component
class PasskeyRepository implements UserCredentialRepository {

    private final Passkey.Rows passkeys;
    private final PersonalDataCipher cipher;
    private final Clock clock;

    PasskeyRepository(Passkey.Rows passkeys, PersonalDataCipher cipher, Clock clock) {
        this.passkeys = passkeys;
        this.cipher = cipher;
        this.clock = clock;
    }

    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("A passkey is deleted by its person.");
    }

    /// A new one, or the counter of one that was used. Throws an exception when the counter did not grow.
    @Override
    public void save(CredentialRecord record) {
        var id = record.getCredentialId().toBase64UrlString();
        if (passkeys.findById(id).isPresent()) {
            if (passkeys.use(id, record.getSignatureCount(), record.isBackupState(), clock.instant()) == 0) {
                throw new IllegalArgumentException("The counter of the passkey did not grow.");
            }
            return;
        }
        var person = Passkey.person(record.getUserEntityUserId());
        passkeys.save(new Passkey(record, person, cipher.seal(person, record.getLabel()), clock.instant()));
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return passkeys.findById(credentialId.toBase64UrlString())
                .map(Passkey::record)
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return passkeys.findByPersonIdOrderByCreatedAt(Passkey.person(userId).value()).stream()
                .map(Passkey::record)
                .toList();
    }
}
