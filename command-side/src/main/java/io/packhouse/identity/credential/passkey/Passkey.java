package io.packhouse.identity.credential.passkey;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/// The public part of a passkey; the private one never leaves its device.
@jakarta.persistence.Entity
@Table(schema = "identity", name = "passkey")
class Passkey {

    @Id
    @Column(name = "credential_id")
    private String credentialId;

    @Column(name = "person_id")
    private String personId;

    private String label;

    @Column(name = "public_key")
    private byte[] publicKey;

    private byte[] attestation;

    @Column(name = "signature_count")
    private long signatureCount;

    @Column(name = "backup_eligible")
    private boolean backupEligible;

    @Column(name = "backed_up")
    private boolean backedUp;

    private String transports;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    interface Rows extends Repository<Passkey, String> {

        Passkey save(Passkey passkey);

        Optional<Passkey> findById(String credentialId);

        List<Passkey> findByPersonIdOrderByCreatedAt(String personId);

        int countByPersonId(String personId);

        /// 0 when the counter did not grow: another request used it, or a copy of the passkey exists. Devices without
        /// a counter always send 0.
        @Modifying(clearAutomatically = true)
        @Query("""
                update Passkey p set p.signatureCount = :signatureCount, p.backedUp = :backedUp, p.lastUsedAt = :now
                where p.credentialId = :credentialId and (p.signatureCount < :signatureCount
                or (p.signatureCount = 0 and :signatureCount = 0))""")
        int use(String credentialId, long signatureCount, boolean backedUp, Instant now);

        @Modifying(clearAutomatically = true)
        @Query("delete from Passkey p where p.credentialId = :credentialId and p.personId = :personId")
        int deleteOne(String credentialId, String personId);

        @Modifying(clearAutomatically = true)
        @Query("delete from Passkey p where p.personId = :personId")
        int deleteOf(String personId);
    }

    @SuppressWarnings("NullAway")
    Passkey() {}

    Passkey(CredentialRecord record, PersonId person, EncryptedPersonal<String> label, Instant now) {
        credentialId = record.getCredentialId().toBase64UrlString();
        personId = person.value();
        this.label = label.toString();
        publicKey = record.getPublicKey().getBytes();
        attestation = requireBytes(record.getAttestationObject());
        signatureCount = record.getSignatureCount();
        backupEligible = record.isBackupEligible();
        backedUp = record.isBackupState();
        transports = record.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(","));
        createdAt = now;
    }

    String credentialId() {
        return credentialId;
    }

    EncryptedPersonal<String> label() {
        return EncryptedPersonal.parse(label);
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }

    CredentialRecord record() {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(credentialId))
                .userEntityUserId(handle(new PersonId(personId)))
                .publicKey(new ImmutablePublicKeyCose(publicKey))
                .attestationObject(new Bytes(attestation))
                .signatureCount(signatureCount)
                .uvInitialized(true)
                .transports(transports())
                .backupEligible(backupEligible)
                .backupState(backedUp)
                .label("")
                .created(createdAt)
                .lastUsed(lastUsedAt == null ? createdAt : lastUsedAt)
                .build();
    }

    /// What devices know the person by: the id.
    static Bytes handle(PersonId person) {
        return new Bytes(person.value().getBytes(StandardCharsets.US_ASCII));
    }

    static PersonId person(Bytes handle) {
        return new PersonId(new String(handle.getBytes(), StandardCharsets.US_ASCII));
    }

    private Set<AuthenticatorTransport> transports() {
        return Arrays.stream(transports.split(",", -1))
                .filter(one -> !one.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    private static byte[] requireBytes(@Nullable Bytes bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("There is no attestation object.");
        }
        return bytes.getBytes();
    }
}
