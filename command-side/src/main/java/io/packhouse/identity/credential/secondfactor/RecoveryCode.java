package io.packhouse.identity.credential.secondfactor;

import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// One of the recovery codes of a person.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "recovery_code")
class RecoveryCode {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "person_id")
    private String personId;

    @Column(name = "code_hash")
    private String codeHash;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    interface Rows extends Repository<RecoveryCode, Long> {

        RecoveryCode save(RecoveryCode code);

        List<RecoveryCode> findByPersonId(String personId);

        int countByPersonIdAndUsedAtIsNull(String personId);

        /// 1 for the one request that uses the code.
        @Modifying(clearAutomatically = true)
        @Query("update RecoveryCode c set c.usedAt = :now where c.number = :number and c.usedAt is null")
        int use(Long number, Instant now);

        @Modifying(clearAutomatically = true)
        @Query("delete from RecoveryCode c where c.personId = :personId")
        void deleteOf(String personId);
    }

    @SuppressWarnings("NullAway")
    RecoveryCode() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    RecoveryCode(PersonId person, String code) {
        personId = person.value();
        codeHash = hash(person, code);
    }

    Long number() {
        return number;
    }

    boolean isUnused() {
        return usedAt == null;
    }

    boolean matches(PersonId person, String code) {
        return MessageDigest.isEqual(
                codeHash.getBytes(StandardCharsets.US_ASCII), hash(person, code).getBytes(StandardCharsets.US_ASCII));
    }

    /// It needs no slow hash: 80 random bits cannot be guessed.
    private static String hash(PersonId person, String code) {
        return new OpaqueToken(person.value() + "/" + code).hash();
    }
}
