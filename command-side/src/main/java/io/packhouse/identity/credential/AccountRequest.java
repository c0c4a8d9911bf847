package io.packhouse.identity.credential;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// An anonymous request about an address, handled after it was answered.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "account_request")
class AccountRequest {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "person_id")
    private @Nullable String personId;

    @Column(name = "address_hash")
    private String addressHash;

    private @Nullable String address;
    private @Nullable String name;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_try_at")
    private Instant nextTryAt;

    enum Kind {
        REGISTER,
        RESET_PASSWORD,
        RESEND_VERIFICATION,
        /// A guest asks for an account.
        CLAIM
    }

    interface Rows extends Repository<AccountRequest, Long> {

        AccountRequest save(AccountRequest request);

        /// 1 for the one node that handles it.
        @Modifying
        @Query("delete from AccountRequest r where r.number = :number")
        int deleteOne(Long number);

        Optional<AccountRequest> findFirstByNextTryAtLessThanEqualOrderByNextTryAt(Instant now);

        @Modifying
        @Query("update AccountRequest r set r.nextTryAt = :at where r.number = :number")
        void postpone(Long number, Instant at);

        @Modifying
        @Query("delete from AccountRequest r where r.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from AccountRequest r where r.createdAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    AccountRequest() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    AccountRequest(Kind kind, String addressHash, Instant now) {
        this.kind = kind;
        this.addressHash = addressHash;
        createdAt = now;
        nextTryAt = now;
    }

    AccountRequest withRegistration(
            PersonId person, EncryptedPersonal<String> address, EncryptedPersonal<String> name, String passwordHash) {
        personId = person.value();
        this.address = address.toString();
        this.name = name.toString();
        this.passwordHash = passwordHash;
        return this;
    }

    Long number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    String addressHash() {
        return addressHash;
    }

    @Nullable
    String personId() {
        return personId;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    /// Whom a registration makes.
    PersonId person() {
        return new PersonId(String.valueOf(personId));
    }

    EncryptedPersonal<String> address() {
        return EncryptedPersonal.parse(String.valueOf(address));
    }

    EncryptedPersonal<String> name() {
        return EncryptedPersonal.parse(String.valueOf(name));
    }
}
