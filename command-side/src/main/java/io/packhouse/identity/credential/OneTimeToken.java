package io.packhouse.identity.credential;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.Credential.NewAccount;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// A link in an e-mail, or one that a guest keeps.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "one_time_token")
public class OneTimeToken {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "person_id")
    private String personId;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "new_address")
    private @Nullable String newAddress;

    @Column(name = "new_address_hash")
    private @Nullable String newAddressHash;

    @Column(name = "new_name")
    private @Nullable String newName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    /// What a link is for.
    public enum Purpose {
        VERIFY_EMAIL,
        RESET_PASSWORD,
        CHANGE_EMAIL,
        /// A guest showed to read the mail of the address and gets the account.
        CLAIM,
        /// A guest returns to their orders, as often as they like.
        GUEST_RETURN
    }

    interface Rows extends Repository<OneTimeToken, Long> {

        OneTimeToken save(OneTimeToken token);

        Optional<OneTimeToken> findByTokenHashAndPurposeAndUsedAtIsNullAndExpiresAtAfter(
                String tokenHash, Purpose purpose, Instant now);

        /// 1 for the one request that uses the link.
        @Modifying(clearAutomatically = true)
        @Query("update OneTimeToken t set t.usedAt = :now where t.number = :number and t.usedAt is null")
        int use(Long number, Instant now);

        @Modifying(clearAutomatically = true)
        @Query("""
                update OneTimeToken t set t.usedAt = :now
                where t.personId = :personId and t.purpose = :purpose and t.usedAt is null""")
        void useAll(String personId, Purpose purpose, Instant now);

        /// Links of the purpose that the person has, or that are for the address, the newest first.
        @Query("""
                select t from OneTimeToken t
                where t.purpose = :purpose and t.usedAt is null and t.expiresAt > :now
                and (t.personId = :personId or t.newAddressHash = :addressHash) order by t.number desc""")
        List<OneTimeToken> usable(Purpose purpose, String personId, String addressHash, Instant now);

        /// The number of links, as in [#usable].
        @Modifying(clearAutomatically = true)
        @Query("""
                update OneTimeToken t set t.passwordHash = null
                where t.purpose = :purpose and t.usedAt is null and t.expiresAt > :now
                and (t.personId = :personId or t.newAddressHash = :addressHash)""")
        int forgetPasswords(Purpose purpose, String personId, String addressHash, Instant now);

        @Modifying
        @Query("delete from OneTimeToken t where t.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from OneTimeToken t where t.expiresAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    OneTimeToken() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    OneTimeToken(OpaqueToken token, PersonId person, Purpose purpose, Instant now, Instant expiresAt) {
        tokenHash = token.hash();
        personId = person.value();
        this.purpose = purpose;
        createdAt = now;
        this.expiresAt = expiresAt;
    }

    OneTimeToken withPassword(@Nullable String hash) {
        passwordHash = hash;
        return this;
    }

    OneTimeToken withName(String sealed) {
        newName = sealed;
        return this;
    }

    OneTimeToken withAddress(String sealed, String hash) {
        newAddress = sealed;
        newAddressHash = hash;
        return this;
    }

    Long number() {
        return number;
    }

    public PersonId person() {
        return new PersonId(personId);
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    String newAddress() {
        return String.valueOf(newAddress);
    }

    String newAddressHash() {
        return String.valueOf(newAddressHash);
    }

    /// The account that a guest gets by using the link, and so shows to read the mail of the address.
    NewAccount account() {
        return new NewAccount(
                person(),
                newAddressHash(),
                EncryptedPersonal.parse(newAddress()),
                EncryptedPersonal.parse(String.valueOf(newName)),
                Role.CUSTOMER,
                passwordHash,
                true,
                NewAccount.ANONYMOUS);
    }
}
